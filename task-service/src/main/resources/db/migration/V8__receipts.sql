-- The number of a report's receipt; reports that were filed together share one.
alter table submission add column receipt text;
update submission set receipt = to_char(submitted_at at time zone 'Asia/Shanghai', 'YYYYMMDD') || '-'
    || upper(right(replace(id::text, '-', ''), 10));
alter table submission alter column receipt set not null;
create index submission_of_receipt on submission (receipt);
