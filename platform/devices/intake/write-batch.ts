import type pg from 'pg';
import type { Work } from './intake-types.ts';
import type { Judged } from './judge-batch.ts';

/**
 * Writes what a batch came to, whole or not at all: readings, states and alarms in one statement, so that a batch costs
 * one round trip and one flush of the disk.
 * @param writer connections that are `gewu_system`
 * @throws a serialization failure (40001) when another server has moved one of the devices since its state was read
 */
export async function writeBatch(writer: pg.Pool, work: readonly Work[], judged: Judged): Promise<void> {
  const readings: { d: number; t: number; v: object }[] = [];
  for (const item of work) if (item.kind === 'data') readings.push({ d: item.device.id, t: item.ts, v: item.values });
  const states = judged.devices.map((one) => ({
    d: one.device.id,
    v: one.version,
    s: one.state,
    w: one.state.wakeAt,
    h: one.heardAt,
    m: one.measuredAt,
    n: one.messages,
  }));
  const values: unknown[] = [JSON.stringify(readings), JSON.stringify(states), states.length];
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

/** A device is online from a message on; how long it has been so is kept for its availability. */
const QUIET = `with
  r as (insert into telemetry (device, at, values)
    select d, to_timestamp(t / 1000.0), v from json_to_recordset($1::json) as x(d int, t double precision, v jsonb)),
  s as (update device_state set version = device_state.version + 1, state = x.s, wake_at = to_timestamp(x.w / 1000.0),
      heard_at = greatest(heard_at, to_timestamp(x.h / 1000.0)), measured_at = greatest(measured_at, to_timestamp(x.m / 1000.0)),
      messages = messages + x.n, link = case when x.h is null then link else 'online' end,
      link_since = case when x.h is null or link = 'online' then link_since else to_timestamp(x.h / 1000.0) end
    from json_to_recordset($2::json) as x(d int, v bigint, s jsonb, w double precision, h double precision, m double precision, n int)
    where device_state.device = x.d and device_state.version = x.v
    returning 1)
  select same_or_fail((select count(*) from s), $3)`;

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
