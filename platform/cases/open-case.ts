import type { Actor } from '../access/actor.ts';
import { withSystem } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { caseNumber } from './case-number.ts';
import type { Receipt } from './case-record.ts';
import { claimFiles } from './claim-files.ts';
import { findReceipt } from './find-receipt.ts';
import type { OpenInput } from './open-input.ts';
import { planReport } from './plan-report.ts';
import { writeReport, writeReportIn } from './write-reports.ts';

/**
 * Opens a case: checks, finds the place's owner, starts the clock, writes the first step, all in one transaction.
 * @returns the receipt, and whether it is a replay of an earlier request with the same act id
 * @throws Problem 422 on a wrong form, unknown matter, procedure or files; 409 where the act id was used for another act
 */
export async function openCase(ctx: Context, actor: Actor, input: OpenInput): Promise<Receipt & { replay: boolean }> {
  const report = await planReport(ctx, actor, input);
  const { row, step } = report;
  try {
    if (!input.files?.length) await writeReport(ctx.writer, report);
    else
      await withSystem(ctx.pool, async (_db, client) => {
        await writeReportIn(client, report);
        await claimFiles(client, actor, row.id, input.files ?? []);
      });
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'step_act_id_key') throw error;
    return { ...(await findReceipt(ctx, actor, input.actId, step.request)), replay: true };
  }
  return {
    actId: input.actId,
    number: caseNumber(row.id, row.opened_at),
    seq: 1,
    act: step.act,
    state: row.state,
    at: step.at.toISOString(),
    replay: false,
  };
}
