import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { Sentence } from '../../http/problem.ts';
import type { ImportProgress } from './run-import.ts';

export type Outcome = { line: number } & ({ caseId: number } | { problems: Sentence[] });

/**
 * Writes what became of some rows and counts them in the same transaction, so that the numbers are never ahead of or
 * behind the rows. A row that already has an outcome is not counted twice. The content of accepted rows is dropped:
 * it lives in the case now.
 * @param wanted state that the batch goes to, unless somebody has stopped it meanwhile
 */
export async function recordOutcomes(
  ctx: Context,
  batch: number,
  outcomes: readonly Outcome[],
  wanted: 'running' | 'done',
): Promise<ImportProgress> {
  const rows = outcomes.map((outcome) =>
    'caseId' in outcome
      ? { line: outcome.line, case_id: outcome.caseId }
      : { line: outcome.line, problem: JSON.stringify(outcome.problems) },
  );
  return withSystem(ctx.pool, async (_db, client) => {
    // the batch's row first: everybody locks in this order
    await client.query('select from intake_batch where id = $1 for update', [batch]);
    const { rows: counts } = await client.query<{ accepted: number; refused: number }>(
      `with done as (
         update intake_row r set case_id = o.case_id, problem = o.problem, raw = case when o.case_id is null then r.raw else '{}' end
         from jsonb_to_recordset($2) as o(line integer, case_id bigint, problem text)
         where r.batch = $1 and r.line = o.line and r.case_id is null and r.problem is null returning r.case_id)
       select count(case_id)::int as accepted, (count(*) - count(case_id))::int as refused from done`,
      [batch, JSON.stringify(rows)],
    );
    const { rows: batches } = await client.query<ImportProgress>(
      `update intake_batch set accepted = accepted + $2, refused = refused + $3,
         state = case when state = 'running' then $4 else state end, finished_at = case when state = 'running' and $4 = 'done' then now() else finished_at end
       where id = $1 returning state, total, accepted, refused`,
      [batch, counts[0]?.accepted ?? 0, counts[0]?.refused ?? 0, wanted],
    );
    return batches[0] as ImportProgress;
  });
}
