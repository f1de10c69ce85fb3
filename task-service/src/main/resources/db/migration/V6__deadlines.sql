-- Ladders and deadline rules per notice; the office's own days; which calendar a plan was made by.

-- A ladder of the notice's own, which OWN says is in force.
alter table notice drop constraint notice_ladder_check;
alter table notice add constraint notice_ladder_check check (ladder in ('DEFAULT', 'NONE', 'OWN'));
alter table notice add column own_ladder jsonb;
alter table notice add constraint notice_has_its_own_ladder check (ladder <> 'OWN' or own_ladder is not null);

-- How a day that the notice states becomes the day in force.
alter table notice add column rule_before text not null default 'INCLUDES_DAY'
    check (rule_before in ('INCLUDES_DAY', 'EXCLUDES_DAY'));
alter table notice add column rule_rest_day text not null default 'STAYS' check (rule_rest_day in ('STAYS', 'MOVES'));
-- The day to report by was given at dispatch, not read from the notice: no rule applies to it.
alter table notice add column report_by_given boolean not null default false;

-- Rungs are stored by name: T-3 is in working days, T-3d in calendar days, whatever ladder the notice has by now.
alter table deadline alter column next_rung type text using
    case when next_rung is null then null when next_rung = 0 then 'T' when next_rung > 0 then 'T+' || next_rung else 'T' || next_rung end;
alter table deadline alter column fired_rung type text using
    case when fired_rung is null then null when fired_rung = 0 then 'T' when fired_rung > 0 then 'T+' || fired_rung else 'T' || fired_rung end;
alter table deadline alter column unlisted_rung type text using
    case when unlisted_rung is null then null when unlisted_rung = 0 then 'T' when unlisted_rung > 0 then 'T+' || unlisted_rung else 'T' || unlisted_rung end;

-- Days that the office itself declared off or worked, before what the State Council publishes.
create table calendar_day (
    day     date primary key,
    working boolean not null,
    reason  text not null,
    actor   text not null,
    at      timestamptz not null
);

-- One row. The version rises with each change of own days, and when a program comes with other published days than the
-- last: so many of them, and their hash.
create table calendar_version (
    version     int not null,
    published   int not null,
    fingerprint text not null
);
insert into calendar_version values (0, 0, '');

-- The version by which the next moment was planned; what has an older one than the calendar is planned again.
alter table deadline add column calendar_version int not null default 0;
create index deadline_planned on deadline (calendar_version) where next_at is not null;
alter table notice add column calendar_version int not null default 0;
create index notice_planned on notice (calendar_version) where next_briefing_at is not null;
-- The day of the last briefing: none is held twice for a day.
alter table notice add column briefed_on date;
