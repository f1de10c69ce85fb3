-- A list is read in parts that are each a range of one index: by day, of one status (AssignmentQuery.parts). So three indexes
-- do what nine did, and a change of an assignment, which enters all of them anew, writes half as much.
drop index assignment_by_status;
drop index assignment_by_day;
drop index assignment_of_notice_by_status;
drop index assignment_of_notice_by_day;
drop index assignment_of_unit_by_status;
drop index assignment_of_unit_by_day;
drop index assignment_open;
drop index assignment_open_by_day;
drop index assignment_open_of_unit_by_day;
create index assignment_by_day on assignment (status, coalesce(due, date '9999-12-31'), id);
create index assignment_of_notice_by_day on assignment (notice_id, status, coalesce(due, date '9999-12-31'), id);
create index assignment_of_unit_by_day on assignment (unit_code, status, coalesce(due, date '9999-12-31'), id);

-- Few are returned, and those among what is not due soon are looked for (Light.YELLOW).
create index assignment_returned on assignment (status, coalesce(due, date '9999-12-31'), id) where returned_at is not null;

-- In the order of ids, a unit's are read role by role: so one index also finds a role that it hardly ever has, and what it
-- leads. Of all, most are responsible: who asks for those finds them without.
drop index assignment_of_unit;
drop index assignment_led;
drop index assignment_by_role;
create index assignment_of_unit on assignment (unit_code, role, id);
create index assignment_by_role on assignment (role, id) where role <> 'RESPONSIBLE';

-- What is terminated may be there again and again, the rest once.
drop index assignment_once;
drop index assignment_of_task;
create unique index assignment_once on assignment (task_id, unit_code, (case when status = 'TERMINATED' then id end)) nulls not distinct;
