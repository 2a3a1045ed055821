import type pg from 'pg';
import type { Context } from '../../http/context.ts';
import { observeDevices } from './observe-devices.ts';
import { offerBack, offerForward } from './offer-updates.ts';
import { type Plan, planRollout, type Seen } from './plan-rollout.ts';
import { lockDue, readPackage } from './read-row.ts';
import { MOVING, type Rollout } from './rollout-types.ts';
import { IS_SILENT } from './silent-clause.ts';
import { withdrawOffers } from './withdraw-offers.ts';

/** A rollout under way is looked at every second, one that rests now and then, for devices that come late. */
const AGAIN_S = 1;
const RESTING_S = 30;

/**
 * Turns every rollout that is due, each in a transaction of its own: what devices said, who may begin, whether it goes on.
 * All of it stands in rows, and a rollout that another server turns is passed over, so that any number of servers may do
 * it and none is needed twice.
 * @param now ms
 * @returns how many were turned
 */
export async function turnRollouts(ctx: Pick<Context, 'writer'>, now = Date.now()): Promise<number> {
  const { rows } = await ctx.writer.query<{ id: number }>(
    `select id from rollout where next_at <= now() and state not in ('done', 'rolled_back') order by next_at limit 50`,
  );
  let turned = 0;
  for (const { id } of rows) if (await turnRollout(ctx.writer, id, now)) turned += 1;
  return turned;
}

async function turnRollout(writer: pg.Pool, id: number, now: number): Promise<boolean> {
  const client = await writer.connect();
  try {
    await client.query('begin');
    const rollout = await lockDue(client, id);
    if (rollout) await step(client, rollout, now);
    await client.query('commit');
    client.release();
    return rollout !== undefined;
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}

async function step(client: pg.PoolClient, rollout: Rollout, now: number): Promise<void> {
  const pack = await readPackage(client, rollout.package);
  await observeDevices(client, rollout, pack);
  await withdrawOffers(client, rollout.id, pack, ['offered', 'downloading'], true);
  if (now >= rollout.endsAt.getTime()) await leaveOut(client, rollout);
  const plan = planRollout(rollout, await lookAt(client, rollout), now);
  if (plan.begin > 0)
    await (rollout.state === 'rolling_back' ? offerBack : offerForward)(client, rollout, pack, plan.begin);
  if (plan.change) await change(client, rollout, plan.change);
  const resting = plan.change === undefined && (rollout.state === 'stopped' || rollout.state === 'halted');
  await client.query('update rollout set next_at = now() + make_interval(secs => $2) where id = $1', [
    rollout.id,
    resting ? RESTING_S : AGAIN_S,
  ]);
}

/** Its time is over: whoever was not reached is not waited for. */
async function leaveOut(client: pg.PoolClient, { id, state }: Rollout): Promise<void> {
  if (state === 'running')
    await client.query(
      `update rollout_device set phase = 'skipped', error = 'not-reached', moved_at = now() where rollout = $1 and phase = 'waiting'`,
      [id],
    );
  if (state === 'rolling_back')
    await client.query(
      `update rollout_device set phase = 'skipped', back = true, error = 'not-reached', moved_at = now()
       where rollout = $1 and phase = 'done' and not back`,
      [id],
    );
}

async function lookAt(client: pg.PoolClient, rollout: Rollout): Promise<Seen> {
  const { rows } = await client.query<Omit<Seen, 'settledAt'> & { settledAt: Date | null }>(
    `select count(*)::int as total, count(*) filter (where x.phase = 'waiting' and x.stage <= $2)::int as waiting,
       count(*) filter (where x.phase = any($3))::int as moving,
       count(*) filter (where x.phase = 'done' and not x.back and x.stage <= $2)::int as done,
       count(*) filter (where x.phase = 'failed' and not x.back and x.stage <= $2)::int as failed,
       count(*) filter (where x.stage <= $2 and ${IS_SILENT})::int as silent,
       max(x.moved_at) filter (where x.phase in ('done', 'failed', 'skipped') and x.stage <= $2) as "settledAt",
       count(*) filter (where x.phase = 'done' and not x.back)::int as "toReturn"
     from rollout r join rollout_device x on x.rollout = r.id left join device_state s on s.device = x.device where r.id = $1`,
    [rollout.id, rollout.stage, MOVING],
  );
  const seen = rows[0] as NonNullable<(typeof rows)[0]>;
  return { ...seen, settledAt: seen.settledAt?.getTime() ?? null };
}

async function change(client: pg.PoolClient, rollout: Rollout, to: NonNullable<Plan['change']>): Promise<void> {
  const [set, event, data] =
    to.to === 'advance'
      ? [`stage = stage + 1, stage_at = now()`, 'stage', { stage: rollout.stage + 1 }]
      : to.to === 'halt'
        ? [`state = 'halted'`, 'halted', { reason: to.reason }]
        : to.to === 'approval'
          ? [`state = 'approval'`, 'approval', {}]
          : [`state = '${to.to}', ended_at = now()`, to.to, {}];
  await client.query(`update rollout set ${set}, reason = $2 where id = $1`, [
    rollout.id,
    to.to === 'halt' ? to.reason : null,
  ]);
  await client.query(`insert into rollout_event (rollout, change, account, data) values ($1, $2, 'system', $3)`, [
    rollout.id,
    event,
    JSON.stringify(data),
  ]);
}
