-- What the lists of assignments are asked for, and what an amendment leaves behind.

-- The last change of its status, day, role or task; lists give what changed since a moment.
alter table assignment add column changed_at timestamptz;
update assignment set changed_at = greatest(created_at, acknowledged_at, submitted_at, completed_at, returned_at);
alter table assignment alter column changed_at set not null;

-- A unit that left a task may be made responsible for it again: that is a new assignment beside the terminated one.
alter table assignment drop constraint assignment_task_id_unit_code_key;
create unique index assignment_once on assignment (task_id, unit_code) where status <> 'TERMINATED';
create index assignment_of_task on assignment (task_id, unit_code);

-- Pages in the order of ids behind each single filter, and behind the two that go together most.
create index assignment_by_status on assignment (status, id);
create index assignment_by_due on assignment (due, id);
create index assignment_by_change on assignment (changed_at, id);
create index assignment_of_notice_by_status on assignment (notice_id, status, id);
create index assignment_of_unit_by_status on assignment (unit_code, status, id);
create index assignment_of_notice_by_due on assignment (notice_id, due, id);
create index assignment_of_unit_by_due on assignment (unit_code, due, id);
create index deadline_of_notice_by_id on deadline (notice_id, id);
create index deadline_of_unit_by_id on deadline (unit_code, id);
drop index deadline_of_unit;

-- Set when an amendment has taken the task out of its notice; nobody is asked for it any more.
alter table task add column withdrawn_at timestamptz;

-- An amendment may take a task's day away.
alter table due_revision alter column to_due drop not null;
create index due_revision_of_assignment on due_revision (assignment_id, id);
