-- Keys that the service makes for itself, once; the same for every instance.
create table secret (
    name  text primary key,
    value bytea not null
);

-- Answers to POSTs that bore an Idempotency-Key, kept for a day, written in the transaction of the change.
create table idempotency_key (
    client       text        not null,
    key          text        not null,
    request_hash bytea       not null,
    answer       text        not null,
    created_at   timestamptz not null default clock_timestamp(),
    primary key (client, key)
);
create index on idempotency_key (created_at);

-- A mail that the office has had sent again: each round has deliveries of its own, under Message-IDs of their own.
alter table mail add column round int not null default 0;
alter table delivery add column round int not null default 0;
alter table delivery drop constraint delivery_mail_id_address_key;
alter table delivery add unique (mail_id, round, address);
create index on mail (unit_code, day);

create table resend (
    mail_id  uuid        not null references mail,
    round    int         not null check (round > 0),
    asked_at timestamptz not null,
    asked_by text        not null,
    reason   text        not null,
    primary key (mail_id, round)
);

-- An address in a URL would stand in logs; its id may.
alter table flagged_address add column id uuid not null unique default gen_random_uuid();

-- What people have changed by hand, beside the resends.
create table audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text        not null,
    action  text        not null,
    subject text        not null,
    reason  text        not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end $$;
create trigger append_only before update or delete or truncate on audit
    for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on resend
    for each statement execute function refuse_change();

-- Explanations ask for all that is known of a unit.
create index on deadline_picture (unit_code);
