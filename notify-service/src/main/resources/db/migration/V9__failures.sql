-- What was given up is few among all, and asked for page by page: GET /mails?status=PERMANENT_FAILURE.
create index mail_given_up on mail (position) where status = 'PERMANENT_FAILURE';
