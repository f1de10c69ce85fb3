-- What came from Kafka, by event id: a second delivery of the same event does nothing.
create table inbox (
    event_id      uuid primary key,
    type          text        not null,
    topic         text        not null,
    partition     int         not null,
    record_offset bigint      not null,
    received_at   timestamptz not null
);

-- Records that could not be understood, kept as they came. The time tells a recreated topic's offsets apart.
create table dead_letter (
    id            bigint generated always as identity primary key,
    topic         text        not null,
    partition     int         not null,
    record_offset bigint      not null,
    record_time   timestamptz not null,
    key           text,
    headers       text        not null,
    value         bytea,
    reason        text        not null,
    received_at   timestamptz not null,
    unique (topic, partition, record_offset, record_time)
);

create table contact (
    unit_code text not null,
    role      text not null check (role in ('LIAISON', 'LEADER')),
    email     text not null,
    unit_name text not null,
    post      text,
    rank      int  not null,
    primary key (unit_code, role, email)
);

create table notice_mailbox (
    notice_id uuid primary key,
    email     text not null
);

-- The latest known state of each deadline; a lower version never overwrites a higher one.
create table deadline_picture (
    id                uuid primary key,
    notice_id         uuid        not null,
    unit_code         text        not null,
    version           bigint      not null,
    due               date,
    working_days_left int,
    day               date        not null,
    occurred_at       timestamptz not null,
    assignments       text        not null
);
create index on deadline_picture (notice_id, unit_code);

-- The ledger. due_at is the one moment at which a sender looks at the mail next: when it was planned, when it may be
-- tried again, when its lease runs out. Null: settled, or waiting for an address or for the rest of its events.
create table mail (
    id             uuid primary key,
    position       bigint generated always as identity unique,
    occasion       text        not null,
    audience       text        not null check (audience in ('UNIT', 'LEADER', 'MAILBOX', 'INSPECTORATE')),
    kind           text        not null,
    notice_id      uuid        not null,
    notice_title   text        not null,
    unit_code      text,
    unit_name      text,
    day            date        not null,
    -- How many reasons it waits for before it goes.
    events         int         not null,
    status         text        not null check (status in ('PLANNED', 'SENDING', 'DELIVERED', 'TEMPORARY_FAILURE',
                                                          'PERMANENT_FAILURE', 'DROPPED', 'WAITING_FOR_ADDRESS')),
    status_reason  text,
    state_at_sending text,
    planned_at     timestamptz not null,
    due_at         timestamptz,
    first_tried_at timestamptz,
    tries          int         not null,
    settled_at     timestamptz,
    lease_owner    text,
    subject        text,
    html           text,
    text           text,
    unique (occasion, audience)
);
create index on mail (due_at) where due_at is not null;
create index on mail (notice_id, unit_code, position);
create index on mail (status) where status = 'WAITING_FOR_ADDRESS';

-- The events for which a mail is sent. The data of an event is kept once, however many mails it leads to.
create table reason (
    event_id    uuid primary key,
    type        text        not null,
    occurred_at timestamptz not null,
    data        text        not null
);
create table mail_reason (
    mail_id  uuid not null references mail,
    event_id uuid not null references reason,
    primary key (mail_id, event_id)
);

-- One message to one address. The Message-ID never changes, whatever is repeated.
create table delivery (
    id         uuid primary key,
    mail_id    uuid not null references mail,
    address    text not null,
    name       text not null,
    message_id text not null unique,
    status     text not null check (status in ('PLANNED', 'DELIVERED', 'TEMPORARY_FAILURE', 'PERMANENT_FAILURE', 'DROPPED')),
    reason     text,
    unique (mail_id, address)
);

-- One try. Without an outcome it is under way, or its process has died: then it is closed as AMBIGUOUS.
create table attempt (
    id          uuid primary key,
    delivery_id uuid        not null references delivery,
    owner       text        not null,
    started_at  timestamptz not null,
    ended_at    timestamptz,
    outcome     text check (outcome in ('DELIVERED', 'RETRY', 'AMBIGUOUS', 'REJECTED')),
    reason      text
);
create index on attempt (delivery_id);

-- Addresses that a server refused for good; a later delivery to the address takes it away again.
create table flagged_address (
    address    text primary key,
    reason     text        not null,
    flagged_at timestamptz not null
);
