-- What waits for review is little beside what was reviewed, and mostly young, while ids begin with the oldest.
create index submission_waiting on submission (id) where kind = 'FINAL' and decision is null;
