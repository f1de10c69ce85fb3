-- What is fired, and what is written to the outbox, costs as much as its indexes.

-- Events stand in their rows as they were written, up to a page: most have two or three kilobytes, and to compress each of
-- them would take as long as to write it.
alter table outbox set (toast_tuple_target = 8160);

-- An event has no position yet when it is written: these take it in when it is published.
alter table outbox drop constraint outbox_position_key;
create unique index outbox_by_position on outbox (position) where position is not null;
drop index outbox_of_key;
create index outbox_of_key on outbox (key, position) where topic = 'duban.events' and position is not null;

-- Whether one of a notice's deadlines is due is asked once a day and notice; the index of its units' deadlines serves.
drop index deadline_of_notice;
