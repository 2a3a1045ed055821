import type { Actor } from '../access/actor.ts';
import { withSystem } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { caseNumber } from './case-number.ts';
import type { Receipt } from './case-record.ts';

/**
 * The receipt of an act already done under this id.
 * @throws Problem 409 when the id belongs to somebody else's act or to a different request
 */
export async function findReceipt(ctx: Context, actor: Actor, actId: string, request: Buffer): Promise<Receipt> {
  const step = await withSystem(ctx.pool, (db) =>
    db
      .selectFrom('step')
      .innerJoin('cases', 'cases.id', 'step.case_id')
      .select([
        'step.seq',
        'step.act',
        'step.to_state',
        'step.at',
        'step.account',
        'step.request',
        'cases.id',
        'cases.opened_at',
      ])
      .where('act_id', '=', actId)
      .executeTakeFirst(),
  );
  if (!step || step.account !== actor.account || !step.request.equals(request))
    throw new Problem(409, 'act.id-used', {
      zh: '该操作编号已被其他操作使用。',
      en: 'This act id was used for another act.',
    });
  return {
    actId,
    number: caseNumber(step.id, step.opened_at),
    seq: step.seq,
    act: step.act,
    state: step.to_state,
    at: step.at.toISOString(),
  };
}
