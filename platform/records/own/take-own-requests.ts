import type pg from 'pg';
import { type Actor, SYSTEM } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { type Decide, decideFor } from '../doubts/settle-doubt.ts';
import { subjectOf } from '../pages/find-entity.ts';
import { findClaimed } from './prove-self.ts';

type Waiting = {
  case_id: number;
  account: string;
  kind: 'verify' | 'correct' | 'delete';
  entity: number | null;
  sealed: Buffer;
  state: string;
  act: string | null;
  data: { check?: string } | null;
  by: string | null;
  post: number | null;
};
type Plain = { field?: string; value?: string; fields?: string[]; name?: string; citizen?: string };

const LOCK = '610402, 43';

/**
 * Does to the base what the desks decided about residents' requests: joins an account, corrects a field, deletes or
 * freezes fields. A decision that was made before a stop is not made again; the plain words are emptied once all is done.
 * @returns how many requests came to their end
 */
export async function takeOwnRequests(ctx: Context, decide: Decide): Promise<number> {
  const client = await ctx.pool.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(${LOCK}) as mine`);
    if (!rows[0]?.mine) return 0;
    const waiting = await readWaiting(ctx);
    for (const one of waiting) await finish(ctx, one, await carryOut(ctx, one, decide));
    await client.query(`select pg_advisory_unlock(${LOCK})`);
    return waiting.length;
  } finally {
    client.release(true);
  }
}

/** Requests whose case was decided or is over, with the last decision on it. */
async function readWaiting(ctx: Context): Promise<Waiting[]> {
  return withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<Waiting>(
      `select r.case_id, r.account, r.kind, coalesce(e.merged_into, r.entity) as entity, r.sealed, c.state, s.act, s.data, s.account as by, s.post
       from own_request r join cases c on c.id = r.case_id left join entity e on e.id = r.entity
         left join lateral (select act, data, account, post from step where case_id = r.case_id and act in ('approve', 'refuse')
           order by seq desc limit 1) s on true
       where r.applied_at is null and c.state in ('decided', 'delivered', 'closed', 'archived', 'declined', 'withdrawn', 'void')
       order by r.case_id`,
    );
    return rows;
  });
}

async function carryOut(ctx: Context, one: Waiting, decide: Decide): Promise<string> {
  if (one.act !== 'approve' || ['declined', 'withdrawn', 'void'].includes(one.state)) return 'refused';
  const plain = ctx.sealer.openJson(one.sealed) as Plain;
  const post = one.post === null ? undefined : await ctx.caches.posts.get(one.post);
  const actor: Actor = post ? { kind: 'staff', account: one.by ?? '', name: '', post } : SYSTEM;
  if (one.kind === 'verify') return joinAccount(ctx, actor, one, plain);
  const wanted =
    one.kind === 'correct'
      ? [{ field: plain.field ?? '', value: plain.value as unknown }]
      : (plain.fields ?? []).map((field) => ({ field, value: null as unknown }));
  const reason = one.kind === 'correct' ? '本人申请更正' : '本人申请删除';
  for (const { field, value } of wanted) {
    if (await wasMade(ctx, one, field)) continue;
    const entity = one.entity ?? 0;
    const done = await decideFor(
      ctx,
      actor,
      { kind: 'correct', entity, field, value, reason, caseId: one.case_id },
      decide,
    );
    if (!done) return 'not-applied';
  }
  if (one.kind === 'correct') return 'corrected';
  return one.data?.check === 'frozen' ? 'frozen' : 'deleted';
}

/** Whoever was seen with the paper in hand is joined; a phone of before that had the same person is let go. */
async function joinAccount(ctx: Context, actor: Actor, one: Waiting, plain: Plain): Promise<string> {
  return withSystem(ctx.pool, async (db, client) => {
    const person = await findClaimed(ctx, client, { name: plain.name ?? '', citizen: plain.citizen ?? '' });
    if (!person) return 'not-in-base';
    await client.query('update account set entity = null where entity = $1 and id <> $2', [person.id, one.account]);
    await client.query('update account set entity = $2 where id = $1', [one.account, person.id]);
    await recordEvent(db, actor, {
      kind: 'own-verified',
      area: person.area,
      subject: subjectOf(person.id),
      caseId: one.case_id,
    });
    return 'verified';
  });
}

async function wasMade(ctx: Context, one: Waiting, field: string): Promise<boolean> {
  return withSystem(ctx.pool, async (_db, client) => {
    const { rowCount } = await client.query(
      `select from decision where case_id = $1 and kind = 'correct' and entities = $2 and data->>'field' = $3 and undone_at is null`,
      [one.case_id, [one.entity], field],
    );
    return (rowCount ?? 0) > 0;
  });
}

async function finish(ctx: Context, one: Waiting, outcome: string): Promise<void> {
  await withSystem(ctx.pool, (_db, client: pg.PoolClient) =>
    client.query('update own_request set applied_at = now(), outcome = $2, sealed = $3 where case_id = $1', [
      one.case_id,
      outcome,
      ctx.sealer.sealJson({}),
    ]),
  );
}
