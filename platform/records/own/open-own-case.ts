import type { Actor } from '../../access/actor.ts';
import { caseNumber } from '../../cases/case-number.ts';
import { claimFiles } from '../../cases/claim-files.ts';
import { findReceipt } from '../../cases/find-receipt.ts';
import { withOwnContact } from '../../cases/own-contact.ts';
import { planReport } from '../../cases/plan-report.ts';
import { writeReportIn } from '../../cases/write-reports.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';

/** A request of a resident about their own data, for the desk of a community. */
export type OwnCase = {
  actId: string;
  kind: 'verify' | 'correct' | 'delete';
  procedure: 'data-correction' | 'data-request';
  title: string;
  description: string;
  area: string;
  attributes: Record<string, unknown>;
  files?: string[] | undefined;
  entity: number | null;
  /** What only the decision needs, kept apart from the case. */
  plain: Record<string, unknown>;
};

/**
 * Opens the case and keeps what it is about beside it, in one transaction. The same act id again gives the first case.
 * @returns its number
 */
export async function openOwnCase(ctx: Context, actor: Actor, wanted: OwnCase): Promise<{ number: string }> {
  const input = await withOwnContact(ctx, actor, {
    actId: wanted.actId,
    procedure: wanted.procedure,
    title: wanted.title,
    description: wanted.description,
    area: wanted.area,
    attributes: wanted.attributes,
    files: wanted.files,
    channel: 'app',
    source: 'resident',
  });
  const report = await planReport(ctx, actor, input);
  try {
    await withSystem(ctx.pool, async (_db, client) => {
      await writeReportIn(client, report);
      if (wanted.files?.length) await claimFiles(client, actor, report.row.id, wanted.files);
      await client.query(
        'insert into own_request (case_id, account, kind, entity, sealed) values ($1, $2, $3, $4, $5)',
        [report.row.id, actor.account, wanted.kind, wanted.entity, ctx.sealer.sealJson(wanted.plain)],
      );
    });
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'step_act_id_key') throw error;
    return { number: (await findReceipt(ctx, actor, wanted.actId, report.step.request)).number };
  }
  return { number: caseNumber(report.row.id, report.row.opened_at) };
}
