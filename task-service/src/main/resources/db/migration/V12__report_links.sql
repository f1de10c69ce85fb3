-- Links by which units report from the mail: those that were issued up to a moment are good no longer. Machine time.
create table report_link_revocation (
    id         uuid primary key,
    notice_id  uuid not null references notice,
    -- Null: of all units.
    unit_code  text references unit,
    revoked_at timestamptz not null default clock_timestamp()
);
create index report_link_revocation_of on report_link_revocation (notice_id, revoked_at);
