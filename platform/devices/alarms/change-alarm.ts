import type pg from 'pg';
import type { Actor } from '../../access/actor.ts';
import { withActor, withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { queuePush } from '../../push/queue-push.ts';
import type { Devices } from '../intake/create-devices.ts';
import { seenNote } from './call-note.ts';

export type AlarmRow = {
  id: number;
  device: number;
  type: string;
  channel: string;
  severity: string;
  active: boolean;
  acknowledged: boolean;
};

export const noSuchAlarm = (): Problem =>
  new Problem(404, 'alarm.unknown', { zh: '没有这条报警。', en: 'There is no such alarm.' });

/**
 * The alarms, if every one of them lies in sight.
 * @throws Problem 404 where one of them does not: then none of them is touched
 */
export async function alarmsInSight(ctx: Context, actor: Actor, ids: readonly number[]): Promise<AlarmRow[]> {
  const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<AlarmRow>(
      'select id, device, type, channel, severity, active, acknowledged from alarm where id = any($1) order by id',
      [ids],
    ),
  );
  if (rows.length !== new Set(ids).size) throw noSuchAlarm();
  return rows;
}

/**
 * Somebody has seen the alarms: they stop calling, and stay until what raised them is over. Those that were
 * acknowledged before stay as they were, with their first name.
 * @returns how many were acknowledged now
 * @throws Problem 404 where one of them lies out of sight; then none is acknowledged
 */
export async function acknowledgeAlarms(ctx: Context, actor: Actor, ids: readonly number[]): Promise<number> {
  await alarmsInSight(ctx, actor, ids);
  return withSystem(ctx.pool, (_db, client) => acknowledge(client, actor, ids));
}

/** Acknowledges inside a transaction that its caller holds; who may do so was decided before. */
export async function acknowledge(client: pg.PoolClient, actor: Actor, ids: readonly number[]): Promise<number> {
  const { rows } = await client.query<{ alarm: number }>(
    `with o as (select * from alarm where id = any($1) and not acknowledged order by id for update),
       u as (update alarm set acknowledged = true, acknowledged_at = now(), next_call_at = null from o where alarm.id = o.id returning alarm.id)
     insert into alarm_event (alarm, area, at, change, severity, previous, was_active, was_acknowledged, account, post)
     select o.id, o.area, now(), 'acknowledged', o.severity, o.severity, o.active, false, $2, $3 from o join u using (id) returning alarm`,
    [ids, actor.account, postOf(actor)],
  );
  await quietOthers(
    client,
    actor,
    rows.map((row) => row.alarm),
  );
  return rows.length;
}

/** The phones of the others that were called are told that somebody has answered, and ring no more. */
async function quietOthers(client: pg.PoolClient, actor: Actor, ids: readonly number[]): Promise<void> {
  const { rows } = await client.query<AlarmRow & { accounts: string[] }>(
    `select a.id, a.type, a.severity, array_agg(c.account) as accounts from alarm a join alarm_call c on c.alarm = a.id
     where a.id = any($1) and c.account <> $2 group by a.id`,
    [ids, actor.account],
  );
  for (const { accounts, ...alarm } of rows) await queuePush(client, accounts, seenNote(alarm));
}

/** Ends an active alarm by hand; the device raises it again only when it says so again. */
export async function clearAlarm(ctx: Context, devices: Devices, actor: Actor, id: number): Promise<void> {
  const [alarm] = await alarmsInSight(ctx, actor, [id]);
  if (!alarm?.active) return;
  const device = await devices.book.byId(alarm.device);
  if (!device) throw noSuchAlarm();
  const { type, channel } = alarm;
  await devices.intake.take({
    kind: 'clear',
    device,
    at: Date.now(),
    type,
    channel,
    account: actor.account,
    post: postOf(actor),
  });
  await closeOrphan(ctx, actor, id);
}

/** An alarm whose rule is gone has no state to be cleared from: its row is closed alone. */
async function closeOrphan(ctx: Context, actor: Actor, id: number): Promise<void> {
  await withSystem(ctx.pool, (_db, client) =>
    client.query(
      `with o as (select * from alarm where id = $1 and active for update),
         u as (update alarm set active = false, cleared_at = now(), next_call_at = null from o where alarm.id = o.id returning alarm.id)
       insert into alarm_event (alarm, area, at, change, severity, previous, was_active, was_acknowledged, account, post)
       select o.id, o.area, now(), 'cleared', o.severity, o.severity, true, o.acknowledged, $2, $3 from o join u using (id)`,
      [id, actor.account, postOf(actor)],
    ),
  );
}

/** What the alarm turned out to be; may be changed while people still find out. */
export async function judgeAlarm(
  ctx: Context,
  actor: Actor,
  id: number,
  verdict: 'true' | 'false' | 'test',
): Promise<void> {
  await alarmsInSight(ctx, actor, [id]);
  await withSystem(ctx.pool, (_db, client) =>
    client.query(
      `with o as (select * from alarm where id = $1 for update),
         u as (update alarm set verdict = $2 from o where alarm.id = o.id and o.verdict is distinct from $2 returning alarm.id)
       insert into alarm_event (alarm, area, at, change, severity, previous, was_active, was_acknowledged, account, post, data)
       select o.id, o.area, now(), 'verdict', o.severity, o.severity, o.active, o.acknowledged, $3, $4,
         jsonb_build_object('verdict', $2::text, 'before', o.verdict) from o join u using (id)`,
      [id, verdict, actor.account, postOf(actor)],
    ),
  );
}

const postOf = (actor: Actor): number | null => (actor.kind === 'staff' ? actor.post.id : null);
