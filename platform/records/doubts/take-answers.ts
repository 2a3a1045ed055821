import type pg from 'pg';
import type { Actor } from '../../access/actor.ts';
import { SYSTEM } from '../../access/actor.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { readVisitRules } from './read-visit-rules.ts';
import type { Decided, SettleDoubt } from './settle-doubt.ts';

type Visit = { case_id: number; door: number; asked: number[]; taken_seq: number };
type Step = {
  seq: number;
  act: string;
  data: Record<string, unknown>;
  note: string | null;
  account: string;
  post: number | null;
  at: Date;
};

const LOCK = '610402, 42';

/**
 * Brings back what the visits found: every step of a visit's case that was not taken yet, in order. A decision is made
 * first and remembered with its case and doubt; then doubts, facts and the cursor of the visit move in one transaction.
 * Killed in between, the next turn finds the decision made and goes on. One server does this at a time.
 * @param settle how an answer becomes a decision, see settle-doubt.ts
 * @returns how many answers came back
 */
export async function takeAnswers(ctx: Context, settle: SettleDoubt): Promise<number> {
  const client = await ctx.pool.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(${LOCK}) as mine`);
    if (!rows[0]?.mine) return 0;
    let taken = 0;
    for (const visit of await readWaiting(ctx)) taken += await takeVisit(ctx, visit, settle);
    await client.query(`select pg_advisory_unlock(${LOCK})`);
    return taken;
  } finally {
    // thrown away with the lock, should it still be held
    client.release(true);
  }
}

async function readWaiting(ctx: Context): Promise<Visit[]> {
  return withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<Visit>(
      `select v.case_id, v.door, v.asked, v.taken_seq from visit v join cases c on c.id = v.case_id
       where c.steps > v.taken_seq order by v.case_id`,
    );
    return rows;
  });
}

async function takeVisit(ctx: Context, visit: Visit, settle: SettleDoubt): Promise<number> {
  const steps = await withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<Step>(
      'select seq, act, data, note, account, post, at from step where case_id = $1 and seq > $2 order by seq',
      [visit.case_id, visit.taken_seq],
    );
    return rows;
  });
  let taken = 0;
  for (const step of steps) {
    const actor = await actorOf(ctx, step);
    const decided: Decided[] = [];
    if (step.act === 'answer')
      for (const doubt of visit.asked)
        decided.push(
          await settle(ctx, actor, { doubt, caseId: visit.case_id, answer: step.data[`d${doubt}`], at: step.at }),
        );
    await withSystem(ctx.pool, (_db, client) => writeStep(client, visit, step, decided));
    taken += decided.filter((one) => one.state === 'answered').length;
  }
  return taken;
}

/** Who stood at the door: decisions carry the name of the person and post that found it out. */
async function actorOf(ctx: Context, step: Step): Promise<Actor> {
  const post = step.post === null ? undefined : await ctx.caches.posts.get(step.post);
  return post ? { kind: 'staff', account: step.account, name: '', post } : SYSTEM;
}

async function writeStep(client: pg.PoolClient, visit: Visit, step: Step, decided: readonly Decided[]): Promise<void> {
  const later = new Date(step.at.getTime() + readVisitRules().againDays * 86_400_000);
  const open = (ids: readonly number[], after: Date | null, note: string | null) =>
    client.query(
      `update doubt set state = 'open', case_id = null, ask_after = $2, note = $3 where id = any($1) and state = 'asked'`,
      [ids, after, note],
    );
  const end = (reached: boolean) =>
    client.query('update visit set ended_at = $2, reached = $3 where case_id = $1', [visit.case_id, step.at, reached]);
  switch (step.act) {
    case 'answer':
      for (const one of decided) await writeDecided(client, visit, step, one, later);
      await end(true);
      break;
    case 'give_up':
      if (step.data.result === 'no_door')
        await client.query(
          `update doubt set state = 'dropped', note = 'no-door', answered_at = $2 where id = any($1) and state = 'asked'`,
          [visit.asked, step.at],
        );
      else await open(visit.asked, later, String(step.data.result ?? ''));
      await end(false);
      break;
    case 'void':
      await open(visit.asked, null, null);
      await end(false);
      break;
    case 'redo':
      // asked again, unless the door has been given another visit since
      await client.query(
        `update visit v set ended_at = null, reached = null where case_id = $1
           and not exists (select from visit o where o.door = v.door and o.ended_at is null)`,
        [visit.case_id],
      );
      await client.query(
        `update doubt set state = 'asked', case_id = $2, ask_after = null, answer = null, answered_at = null where id = any($1)
           and (case_id = $2 or state = 'open') and exists (select from visit where case_id = $2 and ended_at is null)`,
        [visit.asked, visit.case_id],
      );
      break;
    default:
  }
  await client.query('update visit set taken_seq = $2 where case_id = $1 and taken_seq < $2', [
    visit.case_id,
    step.seq,
  ]);
}

async function writeDecided(client: pg.PoolClient, visit: Visit, step: Step, one: Decided, later: Date): Promise<void> {
  await client.query(
    `update doubt set state = $2, answer = $3, answered_at = $4, ask_after = $5, note = coalesce($6, note), case_id = $7
     where id = $1 and state <> 'dropped'`,
    [
      one.doubt,
      one.state,
      JSON.stringify({ value: one.answer, post: step.post }),
      one.state === 'answered' ? step.at : null,
      one.state === 'open' ? later : null,
      step.note,
      one.state === 'open' ? null : visit.case_id,
    ],
  );
  if (one.fact)
    await client.query(
      `insert into door_fact (case_id, doubt, door, address, field, value, seen)
       select $1, $2, e.id, coalesce(e.fields->>'address', e.label), $4, $5, ($6::timestamptz at time zone 'Asia/Shanghai')::date from entity e where e.id = $3
       on conflict (case_id, doubt) do update set value = excluded.value, seen = excluded.seen, batch = null`,
      [visit.case_id, one.doubt, visit.door, one.fact.field, one.fact.value, step.at],
    );
}
