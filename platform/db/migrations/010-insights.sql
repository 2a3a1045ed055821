-- Indicators. Every case has its facts (indicator_case); counts are sums of them in three cuts, kept by differences, so
-- that a refresh costs only what changed since the last one. What no cut answers (a community by unit, the days at the
-- edge of a street's year) is few enough cases to be summed directly.

create table indicator_case (
  case_id bigint primary key,
  day date not null,                     -- opening day in China
  area text collate "C" not null,        -- community (12 digits), or the shorter area where that is all that is known
  unit integer not null default 0,       -- 0: no unit yet
  matter text not null default '',       -- '': not classified yet
  facts integer not null,                -- one bit a counter of indicator_count, in its order
  reply_hours real,                      -- from opening to the reply (work finished, else closed)
  turns_at timestamptz                   -- when time alone will change the facts: the next limit
);
create index indicator_case_area on indicator_case (area, day) include (reply_hours);
create index indicator_case_unit on indicator_case (unit, day) include (reply_hours, area);
create index indicator_case_matter on indicator_case (matter, day) include (reply_hours, area);
-- earlier cases of the same matter in the same community: whether a report repeats one that was closed
create index cases_closed_matter on cases (matter, area, closed_at) where closed_at is not null;
create index indicator_case_turns on indicator_case (turns_at) where turns_at is not null;

create table indicator_count (
  cut text not null check (cut in ('area', 'street', 'district')),
  grain text not null check (grain in ('day', 'month')),
  day date not null,                     -- the day, or the first of the month
  area text collate "C" not null,        -- cut area: the community; street, district: the code of that level
  unit integer not null,                 -- -1 in the cut area, which knows neither unit nor matter
  matter text not null,
  counted integer not null,
  excluded integer not null,
  due_contact integer not null,
  responded integer not null,
  answered integer not null,
  solved integer not null,
  rated integer not null,
  satisfied integer not null,
  called integer not null,
  dissatisfied integer not null,
  limit_fell integer not null,
  on_time integer not null,
  overdue integer not null,
  dispatched integer not null,
  returned integer not null,
  receipt_due integer not null,
  received integer not null,
  closed integer not null,
  redone integer not null,
  repeated integer not null,
  closed_on_time integer not null,
  closed_late integer not null,
  unclosed integer not null,
  suspended integer not null,
  primary key (cut, grain, day, area, unit, matter)
);

-- How long replies took, in classes of 5 % width (bucket n: 1.05^n to 1.05^(n+1) hours), by street: the median of sets
-- too large to sort while somebody waits.
create table indicator_reply (
  grain text not null check (grain in ('day', 'month')),
  day date not null,
  street text collate "C" not null,
  bucket smallint not null,
  n integer not null,
  primary key (grain, day, street, bucket)
);

create table indicator_state (
  one boolean primary key default true check (one),
  horizon xid8 not null,                 -- every step of a transaction below this is in the counts
  as_of timestamptz not null             -- the moment limits were judged at
);

alter table indicator_case enable row level security;
create policy staff on indicator_case for select to gewu_staff
  using (area >= current_setting('gewu.lo') and area < current_setting('gewu.hi'));
create policy department on indicator_case for select to gewu_department using (unit = current_setting('gewu.unit')::int);
create policy system on indicator_case to gewu_system using (true) with check (true);

alter table indicator_count enable row level security;
create policy staff on indicator_count for select to gewu_staff
  using (area >= current_setting('gewu.lo') and area < current_setting('gewu.hi'));
create policy department on indicator_count for select to gewu_department using (unit = current_setting('gewu.unit')::int);
create policy system on indicator_count to gewu_system using (true) with check (true);

-- no unit in this table: departments have few enough cases to be sorted directly
alter table indicator_reply enable row level security;
create policy staff on indicator_reply for select to gewu_staff
  using (street >= current_setting('gewu.lo') and street < current_setting('gewu.hi'));
create policy system on indicator_reply to gewu_system using (true) with check (true);

grant select on indicator_case, indicator_count to gewu_staff, gewu_department;
grant select on indicator_reply to gewu_staff;
grant select on indicator_state to gewu_staff, gewu_department;
grant select, insert, update, delete on indicator_case, indicator_count, indicator_reply, indicator_state to gewu_system;
