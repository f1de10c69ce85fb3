-- Where a notice's rule is that a rest day moves, its days follow the calendar as long as they have not passed.
-- The day in force as the rule last made it: what stands under this day follows, what was given a day of its own does not.
alter table task add column in_force date;
update task t set in_force = (select a.original_due from assignment a where a.task_id = t.id
    and not exists (select from due_revision r where r.assignment_id = a.id) order by a.id limit 1);

-- The version of the calendar by which a notice's days were last counted.
alter table notice add column days_version int not null default 0;
create index notice_days on notice (days_version) where rule_rest_day = 'MOVES' and status = 'DISPATCHED';
