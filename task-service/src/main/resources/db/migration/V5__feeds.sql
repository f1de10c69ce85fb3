-- GET /events of one unit; of all, the unique index of positions serves.
create index outbox_of_key on outbox (key, position) where topic = 'duban.events';

-- Further names of a unit, as notices print it. A name is unique over units, groups and aliases; one change of names
-- at a time sees to that (DirectoryLock), and these keys to the rest.
create table unit_alias (
    name_key  text primary key,
    unit_code text not null references unit,
    name      text not null,
    position  int  not null
);
create index unit_alias_of_unit on unit_alias (unit_code, position);

-- GET /audit by who did it.
create index audit_of_actor on audit (actor, id);
