-- Events stand in their rows as they were written, up to a page: most have two or three kilobytes, and to compress each of
-- them would take as long as to write it with all its indexes.
alter table outbox set (toast_tuple_target = 8160);
