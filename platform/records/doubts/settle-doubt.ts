import type { Actor } from '../../access/actor.ts';
import { SYSTEM } from '../../access/actor.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import type { Wanted } from '../decisions/wanted.ts';
import type { DoubtRow } from './doubt-row.ts';

/** An answer as it came from the door. */
export type Told = { doubt: number; caseId: number; answer: unknown; at: Date };
/** What became of a doubt: answered, or open to be asked again later; a fact is what no department had said. */
export type Decided = {
  doubt: number;
  answer: string;
  state: 'answered' | 'open';
  fact?: { field: string; value: string };
};
export type SettleDoubt = (ctx: Context, actor: Actor, told: Told) => Promise<Decided>;

/** See decisions/decide.ts. */
export type Decide = (ctx: Context, actor: Actor, wanted: Wanted) => Promise<unknown>;

const REASON = '入户核实';

/**
 * Makes a decision of an answer, once: a decision that this case already brought about this doubt is not made again.
 * Answers that settle nothing (not known, none of these) leave the doubt open.
 */
export function settleWith(decide: Decide): SettleDoubt {
  return async (ctx, actor, told) => {
    const answer = typeof told.answer === 'string' ? told.answer : 'unknown';
    const doubt = await readDoubt(ctx, told.doubt);
    const open: Decided = { doubt: told.doubt, answer, state: 'open' };
    if (!doubt) return open;
    const { decision, fact, settled } = readAnswer(doubt, answer);
    if (!settled) return open;
    if (decision) {
      const wanted = { ...decision, reason: REASON, caseId: told.caseId };
      if (!(await wasMade(ctx, wanted, told)) && !(await decideFor(ctx, actor, wanted, decide))) return open;
    }
    return { doubt: told.doubt, answer, state: 'answered', ...(fact && { fact }) };
  };
}

/**
 * Decides in the name of who was at the door. One of two people may live in another grid, out of that post's sight: then
 * the system decides, and the case tells who found it out.
 * @returns false where the base has moved on and there is nothing left to decide about
 */
export async function decideFor(ctx: Context, actor: Actor, wanted: Wanted, decide: Decide): Promise<boolean> {
  for (const one of [actor, SYSTEM])
    try {
      await decide(ctx, one, wanted);
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.status !== 404) return false;
    }
  return false;
}

type Answered =
  | { kind: 'same' | 'differ'; entities: number[] }
  | { kind: 'correct'; entity: number; field: string; value: unknown };
type Read = { settled: boolean; decision?: Answered; fact?: { field: string; value: string } };

/** What an answer means for the base. */
export function readAnswer(doubt: DoubtRow, answer: string): Read {
  const [entity = 0] = doubt.entities;
  if (answer === 'unknown' || answer === 'neither') return { settled: false };
  if (answer === 'same' || answer === 'differ')
    return { settled: true, decision: { kind: answer, entities: doubt.entities } };
  if (doubt.kind === 'conflict' && doubt.field !== null) {
    const option = doubt.options[Number(answer)];
    return option === undefined
      ? { settled: false }
      : { settled: true, decision: { kind: 'correct', entity, field: doubt.field, value: option.value } };
  }
  if (['01', '02', '03', '99'].includes(answer)) return { settled: true, fact: { field: 'status', value: answer } };
  if (answer === 'still') return { settled: true };
  if (answer === 'gone') return { settled: true, decision: { kind: 'correct', entity, field: 'address', value: null } };
  return { settled: false };
}

async function readDoubt(ctx: Context, id: number): Promise<DoubtRow | undefined> {
  return withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<DoubtRow>(
      'select id, kind, entities, field, options from doubt where id = $1',
      [id],
    );
    return rows[0];
  });
}

/** The case of a visit brings at most one decision of a kind about the same entities and field. */
async function wasMade(ctx: Context, wanted: Answered, told: Told): Promise<boolean> {
  const entities = wanted.kind === 'correct' ? [wanted.entity] : wanted.entities;
  return withSystem(ctx.pool, async (_db, client) => {
    const { rowCount } = await client.query(
      `select from decision where case_id = $1 and kind = $2 and entities = $3 and ($4::text is null or data->>'field' = $4)
         and at >= $5 and undone_at is null`,
      [told.caseId, wanted.kind, entities, wanted.kind === 'correct' ? wanted.field : null, told.at],
    );
    return (rowCount ?? 0) > 0;
  });
}
