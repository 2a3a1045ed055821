import type pg from 'pg';
import { withSystem } from '../../db/with-actor.ts';
import type { Sentence } from '../../http/problem.ts';
import type { RecordsContext } from '../records-context.ts';

export type BatchState = 'staged' | 'checking' | 'loading' | 'done' | 'failed' | 'cancelled';

/** A batch as its run needs it. */
export type Batch = {
  id: number;
  source: number;
  name: string;
  sha256: Buffer;
  partial: boolean;
  state: BatchState;
  rows_in: number;
  inserted: number;
  updated: number;
  unchanged: number;
  quarantined: number;
  warnings: number;
  vanished: number;
  done_rows: number;
  /** Why the file as a whole was refused, in both languages, as JSON. */
  message: string | null;
  first_record: number | null;
  /** The day it came, in China: what "future" and "under 14" are judged by, however often the run is begun anew. */
  day: string;
};

/** Somebody stopped the batch while it ran. */
export class BatchCancelled extends Error {}

export async function readBatch(ctx: RecordsContext, id: number): Promise<Batch> {
  return withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<Batch>(
      `select id, source, name, sha256, partial, state, rows_in, inserted, updated, unchanged, quarantined, warnings, vanished, done_rows, message, first_record,
         to_char(created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day from record_batch where id = $1`,
      [id],
    );
    if (!rows[0]) throw new Error(`there is no batch ${id}`);
    return rows[0];
  });
}

/** @throws BatchCancelled when the batch is no longer to be worked on */
export async function beginChecking(ctx: RecordsContext, id: number): Promise<void> {
  await step(
    ctx,
    `update record_batch set state = case when done_rows > 0 then 'loading' else 'checking' end, message = null
    where id = $1 and state in ('staged', 'checking', 'loading')`,
    [id],
  );
}

/**
 * The rows are checked and counted: the ids of new rows are set aside once and for all, so that a load that begins anew
 * gives the same rows the same ids.
 * @returns the id that row 0 would have
 */
export async function beginLoading(ctx: RecordsContext, batch: Batch, rows: number, warnings: number): Promise<number> {
  return withSystem(ctx.pool, async (_db, client) => {
    const { rows: ids } = await client.query<{ first: number }>(
      `select coalesce(first_record, setval('record_id', nextval('record_id') + $2) - $2 - 1) as first from record_batch where id = $1 for update`,
      [batch.id, rows + 1],
    );
    const first = ids[0]?.first as number;
    await stepIn(
      client,
      `update record_batch set state = 'loading', rows_in = $2, warnings = $3, first_record = $4
      where id = $1 and state in ('checking', 'loading')`,
      [batch.id, rows, warnings, first],
    );
    return first;
  });
}

/** The batch cannot be taken; nothing of it is in. */
export async function failBatch(ctx: RecordsContext, id: number, why: Sentence): Promise<void> {
  await withSystem(ctx.pool, (_db, client) =>
    client.query(
      `update record_batch set state = 'failed', message = $2, finished_at = now() where id = $1 and state in ('staged', 'checking')`,
      [id, JSON.stringify(why)],
    ),
  );
}

async function step(ctx: RecordsContext, sql: string, values: unknown[]): Promise<void> {
  await withSystem(ctx.pool, (_db, client) => stepIn(client, sql, values));
}

/** Runs an update of the batch that must find it in a state to go on. */
export async function stepIn(client: pg.ClientBase, sql: string, values: unknown[]): Promise<void> {
  const { rowCount } = await client.query(sql, values);
  if (rowCount === 0) throw new BatchCancelled();
}
