import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withActor, withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { readPackage } from './read-row.ts';
import type { RolloutState } from './rollout-types.ts';
import { IS_SILENT } from './silent-clause.ts';
import { withdrawOffers } from './withdraw-offers.ts';

export type RolloutAct = 'stop' | 'go' | 'approve' | 'roll-back';

/** From which states an act leads where; elsewhere it is refused with the state that holds. */
export const ACTS: Record<RolloutAct, { from: readonly RolloutState[]; to: RolloutState; event: string }> = {
  stop: { from: ['running', 'approval'], to: 'stopped', event: 'stopped' },
  go: { from: ['stopped', 'halted'], to: 'running', event: 'resumed' },
  approve: { from: ['approval'], to: 'running', event: 'approved' },
  'roll-back': {
    from: ['running', 'approval', 'stopped', 'halted', 'done'],
    to: 'rolling_back',
    event: 'rolling_back',
  },
};

/**
 * Stops a rollout, lets it go on, approves what its first stage showed, or brings its devices back to what they had. After
 * a stop no device begins: offers that no device has taken up are taken back in the same transaction.
 * @throws Problem 404 out of sight, 403 where the second person is the first, 409 where the state does not allow it
 */
export async function actOnRollout(ctx: Context, actor: Actor, id: number, act: RolloutAct): Promise<RolloutState> {
  const { rows: seen } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<{ area: string }>('select area from rollout where id = $1', [id]),
  );
  const area = seen[0]?.area;
  if (area === undefined) throw notFound({ zh: '升级任务', en: 'The rollout' });
  const { from, to, event } = ACTS[act];
  return withSystem(ctx.pool, async (db, client) => {
    const { rows } = await client.query<{ state: RolloutState; package: number; account: string; uploader: string }>(
      `select r.state, r.package, r.account, p.account as uploader from rollout r join device_package p on p.id = r.package
       where r.id = $1 for update of r`,
      [id],
    );
    const row = rows[0] as NonNullable<(typeof rows)[0]>;
    if (!from.includes(row.state))
      throw new Problem(
        409,
        'rollout.moved',
        { zh: '升级任务的状态已变化，请刷新后再试。', en: 'The rollout is in another state by now. Look again.' },
        { state: row.state },
      );
    if (act === 'approve' && (actor.account === row.uploader || actor.account === row.account))
      throw new Problem(403, 'rollout.same-person', {
        zh: '须由上传者和发起者以外的另一人批准。',
        en: 'Somebody other than who uploaded and started it must approve.',
      });
    if (act === 'stop' || act === 'roll-back')
      await withdrawOffers(client, id, await readPackage(client, row.package), ['offered']);
    await client.query(
      `update rollout r set state = $2, reason = null, next_at = now(), ended_at = null,
         approved_by = case when $3 = 'approve' then $4 else approved_by end,
         ends_at = case when $3 = 'roll-back' then now() + (ends_at - created_at) else greatest(ends_at, now() + interval '1 hour') end,
         excused_failed = case when $3 = 'go' then (select count(*) from rollout_device x where x.rollout = r.id and x.phase = 'failed')::int else excused_failed end,
         excused_silent = case when $3 = 'go' then (select count(*) from rollout_device x left join device_state s on s.device = x.device
           where x.rollout = r.id and ${IS_SILENT})::int else excused_silent end
       where id = $1`,
      [id, to, act, actor.account],
    );
    await client.query(`insert into rollout_event (rollout, change, account, post) values ($1, $2, $3, $4)`, [
      id,
      event,
      actor.account,
      actor.kind === 'staff' ? actor.post.id : null,
    ]);
    await recordEvent(db, actor, { kind: 'change', area, subject: `rollout:${id}`, data: { what: event } });
    return to;
  });
}
