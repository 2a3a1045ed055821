import type pg from 'pg';
import { encodeBigInts, encodeFloats, encodeInts, encodeJson } from './encode-arrays.ts';
import type { Work } from './intake-types.ts';
import type { Judged } from './judge-batch.ts';

/**
 * Writes what a batch came to, whole or not at all: readings, states and alarms in one statement, so that a batch costs
 * one round trip and one flush of the disk.
 * @param writer connections that are `gewu_system`
 * @throws a serialization failure (40001) when another server has moved one of the devices since its state was read
 */
export async function writeBatch(writer: pg.Pool, work: readonly Work[], judged: Judged): Promise<void> {
  const now = work.reduce((latest, { at }) => Math.max(latest, at), 0);
  const values = [...readingsOf(work), ...statesOf(judged.devices), now];
  if (judged.alarms.length === 0) {
    await writer.query({ name: 'device-batch', text: QUIET, values });
    return;
  }
  const client = await writer.connect();
  try {
    await client.query('begin');
    await client.query({ name: 'device-batch', text: QUIET, values });
    await writeAlarms(client, judged.alarms);
    await client.query('commit');
    client.release();
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}

function readingsOf(work: readonly Work[]): Buffer[] {
  const data = work.filter((item) => item.kind === 'data');
  return [
    encodeInts(data.map(({ device }) => device.id)),
    encodeFloats(data.map(({ ts }) => ts)),
    encodeJson(data.map(({ values }) => values)),
  ];
}

function statesOf(devices: Judged['devices']): (Buffer | number)[] {
  return [
    encodeInts(devices.map(({ device }) => device.id)),
    encodeBigInts(devices.map(({ version }) => version)),
    encodeJson(devices.map(({ state }) => state)),
    encodeFloats(devices.map(({ state }) => state.wakeAt)),
    encodeFloats(devices.map(({ heardAt }) => heardAt)),
    encodeFloats(devices.map(({ measuredAt }) => measuredAt)),
    encodeInts(devices.map(({ messages }) => messages)),
    devices.length,
  ];
}

/**
 * A device is online from a message on; how long it has been so is kept for its availability.
 *
 * `wake_at` is indexed, and a row whose indexed columns stay as they are is rewritten in place: a moment that lies ahead
 * stands even where the device need only be looked at later or not at all. The look then finds nothing and sets it right.
 */
const QUIET = `with
  r as (insert into telemetry (device, at, values)
    select d, to_timestamp(t / 1000.0), v from unnest($1::int[], $2::float8[], $3::jsonb[]) as x(d, t, v)),
  s as (update device_state set version = device_state.version + 1, state = x.s,
      wake_at = case when wake_at > to_timestamp($12::float8 / 1000.0) and wake_at <= coalesce(to_timestamp(x.w / 1000.0), 'infinity')
        then wake_at else to_timestamp(x.w / 1000.0) end,
      heard_at = greatest(heard_at, to_timestamp(x.h / 1000.0)), measured_at = greatest(measured_at, to_timestamp(x.m / 1000.0)),
      messages = messages + x.n, link = case when x.h is null then link else 'online' end,
      link_since = case when x.h is null or link = 'online' then link_since else to_timestamp(x.h / 1000.0) end
    from unnest($4::int[], $5::bigint[], $6::jsonb[], $7::float8[], $8::float8[], $9::float8[], $10::int[]) as x(d, v, s, w, h, m, n)
    where device_state.device = x.d and device_state.version = x.v
    returning 1)
  select same_or_fail((select count(*) from s), $11)`;

async function writeAlarms(client: pg.PoolClient, alarms: Judged['alarms']): Promise<void> {
  for (const { device, heardAt, account, post, transition: t } of alarms) {
    const at = new Date(t.at);
    const about = [device.id, t.type, t.channel];
    const event = `insert into alarm_event (alarm, area, at, change, severity, previous, was_active, was_acknowledged, account, post, data)`;
    if (t.change === 'raised') {
      // the unique index decides; a device's own state says the same, so nothing is left out here but a bug of ours
      await client.query(
        `with a as (insert into alarm (device, type, channel, area, profile_hash, severity, raised_at, heard_at, details)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (device, type, channel) where active do nothing returning id)
         ${event} select id, $4, $7, 'raised', $6, null, false, false, $10, $11, '{}' from a`,
        [...about, device.area, device.profile.hash, t.severity, at, new Date(heardAt), t.details, account, post],
      );
    } else {
      const set = t.change === 'severity' ? 'severity = $4' : 'active = false, cleared_at = $5, next_call_at = null';
      await client.query(
        `with o as (select * from alarm where device = $1 and type = $2 and channel = $3 and active for update),
           a as (update alarm set ${set} from o where alarm.id = o.id returning alarm.id)
         ${event} select o.id, o.area, $5, $6, $4, o.severity, true, o.acknowledged, $7, $8, '{}' from o join a using (id)`,
        [...about, t.severity, at, t.change, account, post],
      );
    }
  }
}
