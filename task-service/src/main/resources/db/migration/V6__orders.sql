-- A page of assignments is a short range of one index, in the order of the list (AssignmentQuery.order), out of however
-- many. Days are indexed as they are ordered: what has none comes last.
drop index assignment_by_due;
drop index assignment_of_notice_by_due;
drop index assignment_of_unit_by_due;
create index assignment_by_day on assignment (coalesce(due, date '9999-12-31'), id);
create index assignment_of_notice_by_day on assignment (notice_id, coalesce(due, date '9999-12-31'), id);
create index assignment_of_unit_by_day on assignment (unit_code, coalesce(due, date '9999-12-31'), id);
create index assignment_by_role on assignment (role, id);

-- What is owed is little beside what is done: red, yellow, overdue.
create index assignment_owed_by_day on assignment (coalesce(due, date '9999-12-31'), id)
    where status in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS');
create index assignment_owed_of_unit_by_day on assignment (unit_code, coalesce(due, date '9999-12-31'), id)
    where status in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS');
