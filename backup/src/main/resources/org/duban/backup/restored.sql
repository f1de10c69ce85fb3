-- What makes a restored system one that can go on. It runs in the transaction of the restore.

-- Nothing is fired, published or sent until somebody has looked. notify-service ignores what the broker got before. Positions and
-- versions that others have seen since the back-up belong to what is lost: new ones are above them. So whoever reads events goes
-- on from its place, and the newest picture of a deadline, or its entry in a calendar, wins.
insert into task.hold (backup_at, since, positions_from)
select '${taken}', clock_timestamp(), ${leap} + coalesce(greatest((select max(position) from task.outbox),
    (select max(positions_from) from task.hold)), 0);
insert into notify.hold (backup_at, since) values ('${taken}', clock_timestamp());
update task.deadline set version = version + ${leap};

-- What was on its way between the services at the moment of the back-up is published again; an event is taken once, by its id.
-- Older ids than the oldest that is known have been forgotten, not missed.
update task.outbox o set position = null, published_at = null
where o.topic = 'duban.events' and o.position is not null
  and o.published_at >= coalesce((select min(received_at) from notify.inbox), '-infinity')
  and not exists (select from notify.inbox i where i.event_id = o.id);
