import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { SYSTEM } from '../../access/actor.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem, type Sentence } from '../../http/problem.ts';
import { createBatch } from '../messages/create-batch.ts';
import { proposeMapping } from '../messages/message-fields.ts';
import { runImport } from '../messages/run-import.ts';

export type PetitionReport = {
  batch: number;
  /** done, or failed where a fault of the server stopped it; the same command goes on. */
  state: string;
  rows: number;
  opened: number;
  refused: { line: number; reasons: Sentence[] }[];
  answered: number;
  /** Opening days in China of the first and the last message, yyyy-mm-dd; undefined where nothing was opened. */
  period: { from: string; to: string } | undefined;
};

/**
 * Replays a file of residents' messages, with or without the official answers, through the loop at their real times.
 * The columns are told by their names. The same file again goes on where it stopped and never doubles a case.
 * @param options.onProgress rows done, rows in all
 * @throws Problem 422 for a file that is no table or lacks the text and the time of the messages
 */
export async function runImportPetitions(
  ctx: Context,
  file: string,
  { onProgress }: { onProgress?: (done: number, total: number) => void } = {},
): Promise<PetitionReport> {
  const bytes = await readFile(file);
  const batch =
    (await findBatch(ctx, bytes)) ?? (await createBatch(ctx, SYSTEM, { name: basename(file), bytes }, 'petitions'));
  await begin(ctx, batch);
  const progress = await runImport(
    ctx,
    { batch },
    { onProgress: ({ accepted, refused, total }) => onProgress?.(accepted + refused, total) },
  );
  return withSystem(ctx.pool, async (db, client) => {
    const refused = await db
      .selectFrom('intake_row')
      .select(['line', 'problem'])
      .where('batch', '=', batch)
      .where('problem', 'is not', null)
      .orderBy('line')
      .execute();
    const { rows } = await client.query<{ answered: number; first: string | null; last: string | null }>(
      `select count(c.handled_at)::int as answered, (min(c.opened_at) at time zone 'Asia/Shanghai')::date::text as first, (max(c.opened_at) at time zone 'Asia/Shanghai')::date::text as last
       from intake_row r join cases c on c.id = r.case_id where r.batch = $1`,
      [batch],
    );
    const [sum] = rows;
    return {
      batch,
      state: progress.state,
      rows: progress.total,
      opened: progress.accepted,
      refused: refused.map((row) => ({ line: row.line, reasons: JSON.parse(row.problem as string) as Sentence[] })),
      answered: sum?.answered ?? 0,
      period: sum?.first && sum.last ? { from: sum.first, to: sum.last } : undefined,
    };
  });
}

async function findBatch(ctx: Context, bytes: Buffer): Promise<number | undefined> {
  const sha256 = createHash('sha256').update(bytes).digest();
  const row = await withSystem(ctx.pool, (db) =>
    db
      .selectFrom('intake_batch')
      .select('id')
      .where('kind', '=', 'petitions')
      .where('sha256', '=', sha256)
      .orderBy('id')
      .executeTakeFirst(),
  );
  return row?.id;
}

async function begin(ctx: Context, batch: number): Promise<void> {
  await withSystem(ctx.pool, async (db) => {
    const { columns } = await db
      .selectFrom('intake_batch')
      .select('columns')
      .where('id', '=', batch)
      .executeTakeFirstOrThrow();
    const fields = proposeMapping(columns as string[]);
    if (!fields.description || !fields.received)
      throw new Problem(422, 'mapping.incomplete', {
        zh: '文件中须有留言内容和留言时间两列。',
        en: 'The file needs a column for the text of the messages and one for their time.',
      });
    await db
      .updateTable('intake_batch')
      .set({ state: 'running', message: null, mapping: JSON.stringify({ fields, crs: 'wgs84' }) })
      .where('id', '=', batch)
      .execute();
  });
}
