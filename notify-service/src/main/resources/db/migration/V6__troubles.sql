-- A dead letter keeps its record byte for byte, so that it can be read again; and what became of it.
alter table dead_letter
    alter column key type bytea using convert_to(key, 'UTF8'),
    add column published_at timestamptz,
    add column status text not null default 'OPEN' check (status in ('OPEN', 'REPLAYED', 'DISMISSED')),
    add column settled_at timestamptz,
    add column settled_by text,
    add column settled_why text;
-- So far one header a line, name: value. From now on JSON, with the bytes of each value in Base64.
update dead_letter set headers = coalesce((
    select json_agg(json_build_object('name', split_part(line, ': ', 1), 'value', translate(encode(convert_to(
               substr(line, length(split_part(line, ': ', 1)) + 3), 'UTF8'), 'base64'), E'\n', '')) order by n)::text
    from regexp_split_to_table(headers, E'\n') with ordinality as lines(line, n) where line <> ''), '[]');
create index on dead_letter (id) where published_at is null;
create index on dead_letter (id) where status = 'OPEN';

-- What a mail system sent back although a server had taken it; a later acceptance by that server proves nothing then.
alter table flagged_address add column returned boolean not null default false;

-- How far the reports in Duban's own mailbox have been read. Numbers of messages hold within one validity (RFC 3501).
create table mailbox_place (
    mailbox  text primary key,
    validity bigint not null,
    uid      bigint not null
);

-- What is watched: mails that are not settled, in the order in which they wait; attempts and messages that ended badly.
drop index mail_status_idx;
create index on mail (status) where status in ('PLANNED', 'SENDING', 'TEMPORARY_FAILURE', 'WAITING_FOR_ADDRESS');
create index on mail (planned_at) where status = 'PLANNED' and due_at is null;
create index on attempt (outcome) where outcome = 'AMBIGUOUS';
create index on delivery (status) where status = 'PERMANENT_FAILURE';
