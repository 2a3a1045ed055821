import type pg from 'pg';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { queuePush } from '../../push/queue-push.ts';
import type { CallRole, LoadedProfile } from '../profiles/profile-types.ts';
import { callNote } from './call-note.ts';
import { findCalled, type Unmanned } from './find-called.ts';
import type { ProfileOf } from './settle-alarms.ts';

type Due = {
  id: number;
  device: number;
  area: string;
  type: string;
  severity: string;
  heard_at: Date;
  profile: string;
  call_level: number;
};
type Called = { account: string; role: CallRole };

const BATCH = 50;

/**
 * Calls phones for alarms where life is in danger: those whom the profile names, level by level the longer nobody has
 * acknowledged, again and again until somebody has: on the screens of open faces, and by push where the face is closed.
 * When to call next stands in the alarm's row.
 * @returns how many alarms called
 */
export async function callPhones(ctx: Context, profileOf: ProfileOf, now = new Date()): Promise<number> {
  return withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<Due>(
      `select a.id, a.device, a.area, a.type, a.severity, a.heard_at, d.profile, a.call_level from alarm a join device d on d.id = a.device
       where a.next_call_at <= $1 and a.active and not a.acknowledged order by a.next_call_at limit ${BATCH} for update of a skip locked`,
      [now],
    );
    for (const alarm of rows) await call(ctx, client, alarm, profileOf(alarm.profile), now);
    return rows.length;
  });
}

async function call(
  ctx: Context,
  client: pg.PoolClient,
  alarm: Due,
  profile: LoadedProfile | undefined,
  now: Date,
): Promise<void> {
  const calls = profile?.calls;
  if (!calls) {
    await client.query('update alarm set next_call_at = null where id = $1', [alarm.id]);
    return;
  }
  const seconds = (now.getTime() - alarm.heard_at.getTime()) / 1000;
  const reached = calls.levels.filter((level) => level.after <= seconds);
  const people: (Called & { level: number })[] = [];
  const unmanned: Unmanned[] = [];
  for (const [level, { to }] of reached.entries())
    for (const role of to) {
      const found = await findCalled(ctx, client, alarm, role);
      if (Array.isArray(found)) people.push(...found.map((account) => ({ account, role, level })));
      else unmanned.push(found);
    }
  const called = firstOfEach(people);
  const name = profile.alarms.find((rule) => rule.type === alarm.type)?.name;
  await client.query(
    `insert into alarm_call (alarm, account, role, level, sent_at)
     select $1, account, role, level, $3 from json_to_recordset($2) as x(account text, role text, level smallint)
     on conflict (alarm, account) do update set sent_at = excluded.sent_at, repeats = alarm_call.repeats + 1`,
    [alarm.id, JSON.stringify(called), now],
  );
  const note = callNote(alarm, name, now, calls.repeat_seconds);
  const pushed = await queuePush(
    client,
    called.map((one) => one.account),
    note,
    now,
  );
  await client.query(
    `insert into alarm_event (alarm, area, at, change, severity, previous, was_active, was_acknowledged, account, data)
     values ($1, $2, $3, 'called', $4, $4, true, false, 'system', $5)`,
    [
      alarm.id,
      alarm.area,
      now,
      alarm.severity,
      JSON.stringify({ level: reached.length, phones: called.length, pushed, unmanned }),
    ],
  );
  const next = calls.levels.find((level) => level.after > seconds)?.after;
  const wait = Math.min(calls.repeat_seconds, next === undefined ? Number.POSITIVE_INFINITY : next - seconds);
  await client.query('update alarm set next_call_at = $2, call_level = $3 where id = $1', [
    alarm.id,
    new Date(now.getTime() + Math.max(wait, 1) * 1000),
    reached.length,
  ]);
}

/** One who answers for two roles is called once, for the first. */
function firstOfEach<T extends { account: string }>(people: readonly T[]): T[] {
  return [...new Map([...people].reverse().map((one) => [one.account, one])).values()];
}
