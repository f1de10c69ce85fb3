-- Notices that the office closed or withdrew: none of their mails goes any more.
create table ended_notice (
    notice_id uuid primary key,
    status    text not null check (status in ('CLOSED', 'WITHDRAWN'))
);
