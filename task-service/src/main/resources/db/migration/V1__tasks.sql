-- The register of task-service. Days are dates in Asia/Shanghai; moments are timestamptz.

create table unit (
    code     text primary key,
    name     text not null,
    -- The name under NFKC, so that two spellings of one name cannot both exist.
    name_key text not null unique,
    version  int  not null default 0
);

create table unit_group (
    code     text primary key,
    name     text not null,
    name_key text not null unique,
    version  int  not null default 0
);

create table unit_group_member (
    group_code text not null references unit_group on delete cascade,
    unit_code  text not null references unit,
    position   int  not null,
    valid_from date,
    valid_to   date,
    primary key (group_code, unit_code)
);

create table contact (
    id        bigint generated always as identity primary key,
    unit_code text not null references unit,
    role      text not null check (role in ('LIAISON', 'LEADER')),
    post      text not null,
    email     text not null,
    unique (unit_code, role, email)
);

create table notice (
    id                uuid primary key,
    title             text not null,
    document_number   text,
    issued_by         text,
    issued_on         date,
    published_on      date,
    report_by         date,
    report_by_text    text,
    report_to         text,
    report_to_unit    text references unit,
    inspectorate_unit text references unit,
    mailbox           text,
    contact           jsonb not null,
    sections          jsonb not null,
    findings          jsonb not null,
    -- The verbatim text (R1): never changed after it was stored.
    source_text       text,
    status            text not null check (status in ('DRAFT', 'DISPATCHED', 'CLOSED', 'WITHDRAWN')),
    ladder            text not null default 'DEFAULT' check (ladder in ('DEFAULT', 'NONE')),
    created_at        timestamptz not null,
    dispatched_at     timestamptz,
    -- R8
    next_briefing_at  timestamptz,
    version           int not null default 0
);
create index notice_next_briefing on notice (next_briefing_at) where next_briefing_at is not null;

create table task (
    id        uuid primary key,
    notice_id uuid not null references notice,
    position  int  not null,
    ref       text not null,
    number    text not null,
    label     text not null,
    heading   text,
    text      text not null,
    -- Responsible units as printed: [{"role":"LEAD","name":"..."}]; etc: the list ended in 等.
    units     jsonb not null,
    etc       boolean not null,
    due       text,
    due_text  text,
    unique (notice_id, ref)
);

-- What one unit owes of one notice by one day. It never changes its day; without a day it has no reminders.
create table deadline (
    id             uuid primary key,
    notice_id      uuid not null references notice,
    unit_code      text not null references unit,
    due            date,
    due_text       text,
    version        int  not null,
    -- The rung that fires next and its moment; null when there is nothing to chase.
    next_rung      int,
    next_at        timestamptz,
    -- The last rung that fired: none at or before it fires again (R6).
    fired_rung     int,
    -- An escalation that fired and has not been listed for the inspectorate yet (R8).
    unlisted_rung  int,
    unique nulls not distinct (notice_id, unit_code, due)
);
-- The tick's claim is one range scan of this index.
create index deadline_next on deadline (next_at) where next_at is not null;
create index deadline_of_notice on deadline (notice_id, next_at);
create index deadline_of_unit on deadline (unit_code);
create index deadline_unlisted on deadline (notice_id) where unlisted_rung is not null;

create table assignment (
    id              uuid primary key,
    notice_id       uuid not null references notice,
    task_id         uuid not null references task,
    unit_code       text not null references unit,
    deadline_id     uuid not null references deadline,
    role            text not null check (role in ('LEAD', 'RESPONSIBLE', 'ASSISTING')),
    status          text not null check (status in
                      ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS', 'SUBMITTED', 'COMPLETED', 'TERMINATED')),
    -- R3: the first day stays; due is the day in force.
    original_due    date,
    due             date,
    created_at      timestamptz not null,
    acknowledged_at timestamptz,
    submitted_at    timestamptz,
    completed_at    timestamptz,
    returned_at     timestamptz,
    return_reason   text,
    version         int not null default 0,
    unique (task_id, unit_code)
);
create index assignment_of_deadline on assignment (deadline_id);
create index assignment_of_notice on assignment (notice_id, id);
create index assignment_of_unit on assignment (unit_code, id);

-- R3: every change of an assignment's day, with reason, who and when.
create table due_revision (
    id            bigint generated always as identity primary key,
    assignment_id uuid not null references assignment,
    from_due      date,
    to_due        date not null,
    reason        text not null,
    actor         text not null,
    at            timestamptz not null
);

create table submission (
    id            uuid primary key,
    assignment_id uuid not null references assignment,
    kind          text not null check (kind in ('INTERIM', 'FINAL')),
    summary       text not null,
    percent       int check (percent between 0 and 100),
    problems      text,
    next_steps    text,
    submitted_at  timestamptz not null,
    decision      text check (decision in ('ACCEPT', 'RETURN')),
    reason        text,
    new_due       date,
    reviewed_at   timestamptz,
    -- The office has been told of it in a briefing (R8).
    briefed       boolean not null default false,
    version       int not null default 0
);
create index submission_of_assignment on submission (assignment_id, id);
create index submission_unbriefed on submission (assignment_id) where not briefed;

-- R12: who changed what, when, from what, to what, why.
create table audit (
    id        bigint generated always as identity primary key,
    at        timestamptz not null,
    actor     text not null,
    action    text not null,
    entity    text not null,
    entity_id text not null,
    before    jsonb,
    after     jsonb,
    reason    text
);
create index audit_of_entity on audit (entity, entity_id, id);

create function audit_is_append_only() returns trigger language plpgsql as
$$ begin raise exception 'the audit trail is append-only'; end $$;
create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function audit_is_append_only();

-- Events that were decided with a change, waiting for Kafka or kept for GET /events.
create table outbox (
    seq          bigint generated always as identity primary key,
    -- The CloudEvents id: the same on every retry; unique, so a rung cannot be written twice (R6).
    id           uuid not null unique,
    topic        text not null,
    key          text not null,
    type         text not null,
    subject      text not null,
    time         timestamptz not null,
    sequence     int,
    -- Null: a tombstone.
    data         text,
    -- Order of publication, given by the one active relay.
    position     bigint unique,
    published_at timestamptz
);
create index outbox_unpublished on outbox (seq) where position is null;
