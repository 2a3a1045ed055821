import { SYSTEM } from '../../access/actor.ts';
import { actOnCase } from '../../cases/act-on-case.ts';
import { caseNumber } from '../../cases/case-number.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { nameUuid } from '../name-uuid.ts';
import type { ImportOptions, ImportProgress } from './run-import.ts';

const CHUNK = 25;
/** The reason kept with a row whose case was taken back; told apart from rows that were refused. */
export const TAKEN_BACK = JSON.stringify([
  { zh: '导入已撤回，案卷作废', en: 'The import was taken back and the case voided' },
]);
const STAYS = JSON.stringify([
  {
    zh: '导入已撤回，但该案卷已办结，予以保留',
    en: 'The import was taken back, but this case had already ended and stays',
  },
]);

/**
 * Takes an import back: voids, with the reason, every case it opened that has not ended yet. Goes on where it stopped
 * when the server is killed; each case is voided once. Cases that ended meanwhile stay and are told in the row.
 */
export async function withdrawImport(
  ctx: Context,
  { batch }: { batch: number },
  { onProgress, signal }: ImportOptions = {},
): Promise<ImportProgress> {
  const name = await withSystem(ctx.pool, (db) =>
    db.selectFrom('intake_batch').select('name').where('id', '=', batch).executeTakeFirstOrThrow(),
  ).then((row) => row.name);
  for (;;) {
    const rows = await withSystem(ctx.pool, (db) =>
      db
        .selectFrom('intake_row')
        .innerJoin('cases', 'cases.id', 'intake_row.case_id')
        .select(['intake_row.line', 'cases.id', 'cases.opened_at', 'cases.open'])
        .where('batch', '=', batch)
        .where('problem', 'is', null)
        .orderBy('line')
        .limit(CHUNK)
        .execute(),
    );
    const ended: number[] = [];
    for (const row of rows) {
      const act = {
        actId: nameUuid(`withdraw:${batch}:${row.line}`),
        act: 'void',
        note: `导入撤回：${name} / import taken back`,
        data: { batch },
      };
      const gone = await actOnCase(ctx, SYSTEM, caseNumber(row.id, row.opened_at), act).catch((error) => {
        if (error instanceof Problem && error.status < 500) return undefined;
        throw error;
      });
      if (!gone) ended.push(row.line);
    }
    const progress = await record(
      ctx,
      batch,
      rows.map((row) => row.line),
      ended,
    );
    onProgress?.(progress);
    if (rows.length === 0 || signal?.aborted) return progress;
  }
}

async function record(ctx: Context, batch: number, lines: number[], ended: number[]): Promise<ImportProgress> {
  return withSystem(ctx.pool, async (_db, client) => {
    await client.query('select from intake_batch where id = $1 for update', [batch]);
    const { rows: counts } = await client.query<{ voided: number }>(
      `with done as (
         update intake_row set problem = case when line = any($3) then $5 else $4 end where batch = $1 and line = any($2) and problem is null returning line)
       select count(*)::int as voided from done where not line = any($3)`,
      [batch, lines, ended, TAKEN_BACK, STAYS],
    );
    const { rows } = await client.query<ImportProgress>(
      `update intake_batch set accepted = accepted - $2, state = case when $3 then 'withdrawn' else state end, finished_at = case when $3 then now() else finished_at end
       where id = $1 returning state, total, accepted, refused`,
      [batch, counts[0]?.voided ?? 0, lines.length === 0],
    );
    return rows[0] as ImportProgress;
  });
}
