-- What was given back is yellow however far its day lies ahead. These are few among many: of a notice and of a unit they are
-- found like those of all.
create index assignment_returned_of_notice on assignment (notice_id, status, coalesce(due, date '9999-12-31'), id)
    where returned_at is not null;
create index assignment_returned_of_unit on assignment (unit_code, status, coalesce(due, date '9999-12-31'), id)
    where returned_at is not null;
