-- What is foreseen of bins: made anew as a whole, so that a row stands for what was known at `made_at`.
create table bin_forecast (
  device integer primary key references device (id),
  made_at timestamptz not null,
  emptied_at timestamptz,                 -- last emptying seen; null: none within the past that was looked at
  emptyings integer not null,             -- how many were seen
  level real,                             -- percent, as last measured; null for a camera
  level_at timestamptz,
  full_at timestamptz,                    -- when it is more likely full than not; null: not within ten days
  ahead jsonb not null,                   -- by hours ahead: fill, low, high (null for a camera), overflow
  words jsonb not null                    -- why, zh and en
);
alter table bin_forecast enable row level security;
create policy seen on bin_forecast for select to gewu_staff, gewu_department using (exists (select from device d where d.id = device));
create policy system on bin_forecast to gewu_system using (true) with check (true);
grant select on bin_forecast to gewu_staff, gewu_department;
grant select, insert, update, delete on bin_forecast to gewu_system;
