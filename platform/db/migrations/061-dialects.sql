-- Devices and bridges that speak the language of another system.

create table device_dialect (              -- how a device speaks where it is not our own way; nothing here: ThingsBoard topics, HTTP
  device integer primary key references device (id),
  dialect text not null,                  -- as declared in catalog/devices/dialects
  base text check (base ~ '^[^#+\u0001-\u001f]{1,100}$'), -- first part of its topics, where it speaks MQTT
  ha1 text check (ha1 ~ '^[0-9a-f]{32}$'), -- GB/T 28181: what its answers are checked with; its password is not kept
  sealed bytea,                           -- webhook: the secret that its signatures are checked with
  at timestamptz not null default now(),
  account text not null
);
create table bridge_name (                 -- how a bridge calls what is behind it: friendly name -> code
  bridge integer not null references device (id),
  name text not null,
  code text not null,
  primary key (bridge, name)
);
create table camera_object (               -- what a camera has in view: a thing, its kind and where; never who
  device integer not null references device (id),
  object text not null,
  label text not null,
  zones text[] not null,
  score real,
  ended boolean not null,                 -- kept a while, so that an older message cannot bring it back
  at timestamptz not null,
  primary key (device, object)
);
create table hook_signature (              -- signatures already used, until they are too old to be used at all
  signature bytea primary key,
  at timestamptz not null default now()
);
create index hook_signature_at on hook_signature (at);
create table sip_registration (            -- from where a device speaks SIP, until when
  device integer primary key references device (id),
  source text not null,                   -- udp:host:port or tcp:host:port
  expires_at timestamptz not null
);

alter table device_dialect enable row level security;
create policy seen on device_dialect for select to gewu_staff, gewu_department using (exists (select from device d where d.id = device));
create policy system on device_dialect to gewu_system using (true) with check (true);
-- neither what answers are checked with nor a sealed secret is for anybody's eyes
grant select (device, dialect, base, at) on device_dialect to gewu_staff, gewu_department;
grant select, insert, update, delete on device_dialect, bridge_name, camera_object, hook_signature, sip_registration to gewu_system;
