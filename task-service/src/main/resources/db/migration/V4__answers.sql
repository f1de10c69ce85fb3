-- Extension requests, disputes, attachments.

create table extension_request (
    id              uuid primary key,
    assignment_id   uuid not null references assignment,
    reason          text not null,
    -- The day in force when it was asked for, and the day that was asked for.
    due             date not null,
    wanted_due      date not null check (wanted_due > due),
    requested_at    timestamptz not null,
    decision        text check (decision in ('GRANT', 'REFUSE')),
    decision_reason text,
    new_due         date,
    decided_at      timestamptz,
    version         int not null default 0
);
create index extension_request_of_assignment on extension_request (assignment_id, id);
create unique index extension_request_pending on extension_request (assignment_id) where decision is null;

create table dispute (
    id              uuid primary key,
    assignment_id   uuid not null references assignment,
    reason          text not null,
    suggested_unit  text references unit,
    raised_at       timestamptz not null,
    decision        text check (decision in ('UPHOLD', 'REJECT')),
    decision_reason text,
    -- The assignment of the other unit, when it was moved.
    moved_to        uuid references assignment,
    decided_at      timestamptz,
    version         int not null default 0
);
create index dispute_of_assignment on dispute (assignment_id, id);
create unique index dispute_pending on dispute (assignment_id) where decision is null;

create table attachment (
    id            uuid primary key,
    submission_id uuid not null references submission,
    name          text not null,
    type          text not null,
    size          bigint not null check (size > 0),
    sha256        text not null,
    added_at      timestamptz not null
);
create index attachment_of_submission on attachment (submission_id, id);

-- The content in pieces, so that neither side ever holds a whole file in memory. Files are compressed already: no TOAST
-- compression is tried.
create table attachment_piece (
    attachment_id uuid  not null references attachment,
    position      int   not null,
    data          bytea not null,
    primary key (attachment_id, position)
);
alter table attachment_piece alter column data set storage external;
