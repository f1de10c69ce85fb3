-- Secrets of the service itself, made at first use and shared by its instances; they never leave the database.
create table secret (
    name  text primary key,
    value bytea not null
);

-- Answers to POSTs by the client's Idempotency-Key, kept for 24 hours of machine time.
create table idempotency_key (
    client       text not null,
    key          text not null,
    operation    text not null,
    request_hash bytea not null,
    status       int,
    location     text,
    body         text,
    created_at   timestamptz not null default clock_timestamp(),
    primary key (client, key)
);
create index idempotency_key_age on idempotency_key (created_at);
