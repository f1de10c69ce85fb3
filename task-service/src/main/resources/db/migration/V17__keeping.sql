-- What is kept, for how long, and what becomes of it after a restore (docs/backup.md).

-- A restored system is held: nothing is fired or published until somebody has looked. One row for each restore; the tool
-- that restores writes it. Machine time, but for skip_until.
create table hold (
    id          bigint generated always as identity primary key,
    -- How far the back-up knows.
    backup_at   timestamptz not null,
    since       timestamptz not null,
    -- Events get positions above this one: those up to it may have been given since the back-up, to events that are lost.
    positions_from bigint   not null,
    -- Null: it is still held.
    released_at timestamptz,
    released_by text,
    reason      text,
    -- Business time: what was due up to then counts as seen to. Null: nothing is skipped.
    skip_until  timestamptz
);

-- When the notice was closed or withdrawn: its attachments are kept for a time from then on.
alter table notice add column ended_at timestamptz;
update notice n set ended_at = coalesce((
    select max(a.at) from audit a
    where a.entity = 'notice' and a.entity_id = n.id::text and a.action in ('notice.closed', 'notice.withdrawn')), n.created_at)
where n.status in ('CLOSED', 'WITHDRAWN');
-- When its attachments had been kept long enough, and were deleted.
alter table notice add column emptied_at timestamptz;
create index notice_to_empty on notice (ended_at) where ended_at is not null and emptied_at is null;

-- The content is gone, what it was stays known.
alter table attachment add column deleted_at timestamptz;

-- Addresses that wait to be forgotten, found by the unit that had them.
create index outbox_of_contacts on outbox (key) where topic = 'duban.contacts' and data is not null;
