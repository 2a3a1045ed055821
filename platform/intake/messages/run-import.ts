import type { Actor } from '../../access/actor.ts';
import { SYSTEM } from '../../access/actor.ts';
import type { Crs } from '../../areas/convert-geometry.ts';
import { withClockStopped } from '../../cases/run-clock.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem, type Sentence } from '../../http/problem.ts';
import { makePlaceMatcher } from '../make-place-matcher.ts';
import { importMessage } from './import-message.ts';
import type { Mapping } from './message-fields.ts';
import { readMessage } from './read-message.ts';
import { type Outcome, recordOutcomes } from './record-outcomes.ts';
import { openRow } from './seal-row.ts';

export type ImportProgress = { state: string; total: number; accepted: number; refused: number };
export type ImportOptions = { onProgress?: (progress: ImportProgress) => void; signal?: AbortSignal };

type Batch = { id: number; area: string; account: string; post: number | null; kind: string; mapping: unknown };

/** Rows a transaction of bookkeeping; a killed server repeats at most these, and each repeats as a replay. */
const CHUNK = 24;
const SIDE_BY_SIDE = 8;

/**
 * Imports the rows of a batch that are still waiting, each exactly once: the act id of a case is made from batch and
 * line, so a row whose case was opened just before a crash finds that case again. Refused rows keep their reason.
 * Stops when the batch is cancelled; a fault of the server leaves it `failed`, to be continued or taken back.
 * @param options.signal for shutting down: the batch stays `running` and goes on at the next start
 * @returns how far it came
 */
export async function runImport(
  ctx: Context,
  { batch: id }: { batch: number },
  { onProgress, signal }: ImportOptions = {},
): Promise<ImportProgress> {
  const batch = await withSystem(ctx.pool, (db) =>
    db
      .selectFrom('intake_batch')
      .select(['id', 'area', 'account', 'post', 'kind', 'mapping'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );
  try {
    const actor = await importerOf(ctx, batch);
    const importRow = await rowImporter(ctx, batch, actor);
    // the past is told while the clock stands, or it would mark an old case with the present time
    const together = <T>(work: () => Promise<T>) => (batch.kind === 'petitions' ? withClockStopped(ctx, work) : work());
    for (;;) {
      const rows = await waitingRows(ctx, id);
      const outcomes: Outcome[] = [];
      for (let next = 0; next < rows.length && !signal?.aborted; next += SIDE_BY_SIDE) {
        const some = rows.slice(next, next + SIDE_BY_SIDE);
        const done = await together(() =>
          Promise.all(some.map((row) => importRow(row.line, openRow(ctx.sealer, row.raw)))),
        );
        outcomes.push(...done.map((outcome, i) => ({ line: (some[i] as { line: number }).line, ...outcome })));
      }
      const progress = await recordOutcomes(ctx, id, outcomes, rows.length === 0 ? 'done' : 'running');
      onProgress?.(progress);
      if (progress.state !== 'running' || signal?.aborted) return progress;
    }
  } catch (error) {
    ctx.log.error({ err: error, batch: id }, 'an import stopped');
    const sentence =
      error instanceof Problem
        ? error.sentence
        : {
            zh: '导入因系统故障中断，可以继续或撤回。',
            en: 'A fault of the server stopped the import. Continue it or take it back.',
          };
    return withSystem(ctx.pool, (db) =>
      db
        .updateTable('intake_batch')
        .set({ state: 'failed', message: JSON.stringify(sentence) })
        .where('id', '=', id)
        .where('state', '=', 'running')
        .returning(['state', 'total', 'accepted', 'refused'])
        .executeTakeFirst(),
    ).then((row) => row ?? { state: 'cancelled', total: 0, accepted: 0, refused: 0 });
  }
}

/** The next rows to look at; none where the batch is not running any more. */
async function waitingRows(ctx: Context, batch: number): Promise<{ line: number; raw: unknown }[]> {
  return withSystem(ctx.pool, (db) =>
    db
      .selectFrom('intake_row')
      .innerJoin('intake_batch', 'intake_batch.id', 'intake_row.batch')
      .select(['line', 'raw'])
      .where('batch', '=', batch)
      .where('state', '=', 'running')
      .where('case_id', 'is', null)
      .where('problem', 'is', null)
      .orderBy('line')
      .limit(CHUNK)
      .execute(),
  );
}

/** The one who asked for the import, at the post it was asked from; the post may have been closed since. */
async function importerOf(ctx: Context, batch: Batch): Promise<Actor> {
  if (batch.kind === 'petitions') return SYSTEM;
  const post = batch.post === null ? undefined : await ctx.caches.posts.get(batch.post);
  if (!post?.holders.includes(batch.account))
    throw new Problem(422, 'import.no-post', {
      zh: '导入人已不在原岗位，请由在岗人员重新上传。',
      en: 'The one who started this import no longer holds the post. Somebody who does must upload the file again.',
    });
  return {
    kind: 'staff',
    account: batch.account,
    name: post.holderNames[post.holders.indexOf(batch.account)] ?? '',
    post,
  };
}

async function rowImporter(
  ctx: Context,
  batch: Batch,
  actor: Actor,
): Promise<(line: number, cells: Record<string, string>) => Promise<{ caseId: number } | { problems: Sentence[] }>> {
  const { fields = {}, crs = 'wgs84' } = (batch.mapping ?? {}) as { fields?: Mapping; crs?: Crs };
  const matchPlace = await makePlaceMatcher(ctx);
  return async (line, cells) => {
    const { matters } = await ctx.caches.catalogue.get();
    const message = readMessage(cells, fields, { crs, matters: matters.values(), now: new Date() });
    if ('problems' in message) return message;
    try {
      return {
        caseId: await importMessage(
          ctx,
          actor,
          message,
          { batch: batch.id, line, area: batch.area, answered: batch.kind === 'petitions' },
          matchPlace,
        ),
      };
    } catch (error) {
      if (error instanceof Problem && error.status < 500) return { problems: [error.sentence] };
      // class 22: a value the database cannot hold is a fault of the row, not of the import
      if (/^22/.test((error as { code?: string }).code ?? ''))
        return { problems: [{ zh: '含有无法保存的内容', en: 'Holds something that cannot be stored' }] };
      throw error;
    }
  };
}
