-- What is kept, for how long, and what becomes of it after a restore (docs/backup.md).

-- A restored system is held: nothing is sent until somebody has looked. One row for each restore; the tool that restores
-- writes it. Machine time, but for skip_until.
create table hold (
    id          bigint generated always as identity primary key,
    -- How far the back-up knows.
    backup_at   timestamptz not null,
    -- What Kafka got before belongs to a history that is no more.
    since       timestamptz not null,
    -- Null: it is still held.
    released_at timestamptz,
    released_by text,
    reason      text,
    -- Business time: of what happened up to then nothing is sent. Null: nothing is skipped.
    skip_until  timestamptz
);

-- When the text was deleted, having been kept long enough; who was told what, when and why stays.
alter table mail add column text_deleted_at timestamptz;
create index mail_to_empty on mail (settled_at) where settled_at is not null and text_deleted_at is null;

-- What an event said goes with the last mail that was written of it.
alter table reason alter column data drop not null;
create index on mail_reason (event_id);

create index dead_letter_settled on dead_letter (settled_at) where settled_at is not null;
create index inbox_received on inbox using brin (received_at);
