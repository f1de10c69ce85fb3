-- A page of assignments is a short range of one index, in the order of the list (AssignmentQuery.order), out of however
-- many. Days are indexed as they are ordered: what has none comes last.
drop index assignment_by_due;
drop index assignment_of_notice_by_due;
drop index assignment_of_unit_by_due;
create index assignment_by_day on assignment (coalesce(due, date '9999-12-31'), id);
create index assignment_of_notice_by_day on assignment (notice_id, coalesce(due, date '9999-12-31'), id);
create index assignment_of_unit_by_day on assignment (unit_code, coalesce(due, date '9999-12-31'), id);
create index assignment_by_role on assignment (role, id);

-- What is open is little beside what is done, and mostly young, while ids and days begin with the oldest.
create index assignment_open on assignment (id)
    where status in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS', 'SUBMITTED');
create index assignment_open_by_day on assignment (coalesce(due, date '9999-12-31'), id)
    where status in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS', 'SUBMITTED');
create index assignment_open_of_unit_by_day on assignment (unit_code, coalesce(due, date '9999-12-31'), id)
    where status in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS', 'SUBMITTED');

-- The tasks that a unit leads (R11).
create index assignment_led on assignment (unit_code, task_id) where role = 'LEAD' and status <> 'TERMINATED';
