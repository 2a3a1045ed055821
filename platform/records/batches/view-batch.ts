import type pg from 'pg';
import { type Static, Type } from 'typebox';
import type { Db } from '../../db/with-actor.ts';
import { Nullable, TextSchema } from '../../http/app.ts';
import type { Sentence } from '../../http/problem.ts';
import type { RawSource } from '../sources/resolve-source.ts';

export const BatchSchema = Type.Object({
  id: Type.Integer(),
  source: Type.String(),
  sourceName: TextSchema,
  name: Type.String(),
  bytes: Type.Integer(),
  partial: Type.Boolean({ description: 'rows that are not there have not vanished' }),
  state: Type.String({ enum: ['staged', 'checking', 'loading', 'done', 'failed', 'cancelled'] }),
  rowsIn: Type.Integer({ description: 'once done: inserted + updated + unchanged + quarantined' }),
  inserted: Type.Integer(),
  updated: Type.Integer(),
  unchanged: Type.Integer(),
  quarantined: Type.Integer(),
  vanished: Type.Integer(),
  warnings: Type.Integer({ description: 'values that were left out because they cannot be right' }),
  doneRows: Type.Integer(),
  message: Nullable(TextSchema),
  sameAs: Nullable(Type.Integer({ description: 'an earlier batch of the very same file' })),
  createdAt: Type.String(),
  finishedAt: Nullable(Type.String()),
});
export type BatchView = Static<typeof BatchSchema>;

const MOST = 100;

/**
 * Batches, newest first, at most a hundred.
 * @param of a source by its number, or one batch
 */
export async function viewBatches(db: Db, of: { sources: readonly number[]; id?: number }): Promise<BatchView[]> {
  if (of.sources.length === 0) return [];
  const rows = await db
    .selectFrom('record_batch as b')
    .innerJoin('source as s', 's.id', 'b.source')
    .select((e) => [
      'b.id',
      's.code',
      's.declaration',
      'b.name',
      'b.bytes',
      'b.partial',
      'b.state',
      'b.rows_in',
      'b.inserted',
      'b.updated',
      'b.unchanged',
      'b.quarantined',
      'b.vanished',
      'b.warnings',
      'b.done_rows',
      'b.message',
      'b.created_at',
      'b.finished_at',
      e
        .selectFrom('record_batch as o')
        .select('o.id')
        .whereRef('o.source', '=', 'b.source')
        .whereRef('o.sha256', '=', 'b.sha256')
        .whereRef('o.id', '<', 'b.id')
        .where('o.state', '=', 'done')
        .orderBy('o.id', 'desc')
        .limit(1)
        .as('same'),
    ])
    .where('b.source', 'in', [...of.sources])
    .$if(of.id !== undefined, (query) => query.where('b.id', '=', of.id as number))
    .orderBy('b.id', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    source: row.code,
    sourceName: (row.declaration as unknown as RawSource).name,
    name: row.name,
    bytes: row.bytes,
    partial: row.partial,
    state: row.state,
    rowsIn: row.rows_in,
    inserted: row.inserted,
    updated: row.updated,
    unchanged: row.unchanged,
    quarantined: row.quarantined,
    vanished: row.vanished,
    warnings: row.warnings,
    doneRows: row.done_rows,
    message: row.message === null ? null : (JSON.parse(row.message) as Sentence),
    sameAs: row.same,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }));
}

export const ProblemCountSchema = Type.Object({
  column: Nullable(Type.String()),
  code: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  rows: Type.Integer(),
});

/** Why rows of a batch were not taken, the commonest reason first. */
export async function countProblems(
  client: pg.ClientBase,
  batch: number,
): Promise<Static<typeof ProblemCountSchema>[]> {
  const { rows } = await client.query<Static<typeof ProblemCountSchema>>(
    `select p.column, p.code, min(p.zh) as zh, min(p.en) as en, count(*) as rows
     from record_quarantine q, jsonb_to_recordset(q.problems) as p("column" text, code text, zh text, en text)
     where q.batch = $1 group by 1, 2 order by count(*) desc, 1, 2 limit 50`,
    [batch],
  );
  return rows;
}
