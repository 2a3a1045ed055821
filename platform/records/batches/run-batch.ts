import { Readable } from 'node:stream';
import type { DuckDBConnection } from '@duckdb/node-api';
import { copyRows } from '../../db/copy-rows.ts';
import { withSystem } from '../../db/with-actor.ts';
import { Problem } from '../../http/problem.ts';
import { queryRows, runStatements } from '../entities/run-statements.ts';
import type { RecordsContext } from '../records-context.ts';
import type { WorkStore } from '../work/open-work-store.ts';
import { openSealedFile } from '../work/seal-file.ts';
import type { StoredSource } from '../work/sync-store.ts';
import { applyBatch } from './apply-batch.ts';
import {
  type Batch,
  BatchCancelled,
  beginChecking,
  beginLoading,
  failBatch,
  readBatch,
  stepIn,
} from './batch-state.ts';
import { checkSql, daySql } from './check-sql.ts';
import { extendDictionaries } from './dictionary-sql.ts';
import { FATE, fateSql } from './fate-sql.ts';
import { placeRows } from './place-rows.ts';
import { type Prepared, prepareChunk } from './prepare-chunk.ts';
import { stageRows } from './read/stage-rows.ts';
import { stagedFile } from './staged-file.ts';
import { setUnchangedAside } from './unchanged-sql.ts';
import { writeChunk } from './write-chunk.ts';

const CHUNK = 100_000;

export type BatchProgress = (phase: 'reading' | 'checking' | 'loading', done: number, total: number) => void;

/**
 * Takes one staged batch all the way into the record base, or goes on with one that was interrupted. Every row of the
 * file ends in one of four places: inserted, updated, unchanged, quarantined; the database itself refuses to call a
 * batch done whose sum does not close. Ids of new rows follow from their place in the file, and each chunk moves the
 * batch's `done_rows` in its own transaction, so that a run that begins anew repeats nothing.
 * @param options chunk: rows that change something, a transaction
 * @returns the batch as it ended; failed with the reason where the file as a whole was refused
 */
export async function runBatch(
  ctx: RecordsContext,
  store: WorkStore,
  id: number,
  { onProgress = () => undefined, chunk = CHUNK }: { onProgress?: BatchProgress; chunk?: number } = {},
): Promise<Batch> {
  const batch = await readBatch(ctx, id);
  const source = store.sources.find(({ number }) => number === batch.source);
  if (!source) throw new Error(`batch ${id} is of source ${batch.source}, which nobody declared`);
  try {
    await beginChecking(ctx, id);
    onProgress('reading', 0, 0);
    const bytes = () => openSealedFile(ctx.config.secrets.sealKey, stagedFile(ctx.config, batch.sha256));
    const [known] = await queryRows(store.db, `SELECT 1 AS n FROM row_state WHERE source = ${source.number} LIMIT 1`);
    await stageRows(store.db, source.declared, bytes, store.folder, known && source.number);
    onProgress('checking', 0, 0);
    const { rows, warnings } = await judgeRows(ctx, store, source, batch);
    const first = await beginLoading(ctx, batch, rows, warnings);
    await loadRows(ctx, store, source, batch, { first, rows, chunk, onProgress });
  } catch (error) {
    if (error instanceof Problem) await failBatch(ctx, id, error.sentence);
    else if (!(error instanceof BatchCancelled)) throw error;
  }
  return readBatch(ctx, id);
}

async function judgeRows(
  ctx: RecordsContext,
  { db }: WorkStore,
  { declared, number }: StoredSource,
  batch: Batch,
): Promise<{ rows: number; warnings: number }> {
  await runStatements(db, [
    ...setUnchangedAside(declared, number),
    ...extendDictionaries(declared),
    checkSql(declared, daySql(batch.day)),
  ]);
  await db.run('CREATE OR REPLACE TEMP TABLE staged AS SELECT 0 AS line WHERE false'); // its room is wanted
  await placeRows(ctx, db, declared);
  await db.run(fateSql(declared, number, ctx.config.district));
  const [counts] = await queryRows<{ rows: number; warnings: number }>(
    db,
    'SELECT (SELECT count(*) FROM fate) AS rows, coalesce(sum(warnings), 0) AS warnings FROM checked',
  );
  return counts ?? { rows: 0, warnings: 0 };
}

async function loadRows(
  ctx: RecordsContext,
  store: WorkStore,
  source: StoredSource,
  batch: Batch,
  { first, rows, chunk, onProgress }: { first: number; rows: number; chunk: number; onProgress: BatchProgress },
): Promise<void> {
  let written = batch.done_rows;
  let stopped = false;
  onProgress('loading', written, rows);
  // one chunk is made ready while the one before it is on its way
  let way: Promise<void> = Promise.resolve();
  const send = async (prepared: Prepared) => {
    if (stopped) return;
    await writeChunk(ctx, batch, prepared);
    written = prepared.to;
    onProgress('loading', written, rows);
  };
  try {
    let from = batch.done_rows;
    for (const to of await cutChunks(store.db, batch.done_rows, rows, chunk)) {
      const prepared = await prepareChunk(ctx, store, source, batch, { first, from, to });
      await way;
      way = send(prepared);
      way.catch(() => undefined); // looked at above
      from = to;
    }
    await way;
    await finish(ctx, store.db, source, batch);
  } catch (error) {
    stopped = true;
    await way.catch(() => undefined);
    if (!(error instanceof BatchCancelled)) throw error;
    await store.db.run('CREATE OR REPLACE TEMP TABLE vanished AS SELECT 0::BIGINT AS record WHERE false');
  }
  await applyBatch(store, source, batch, first, written);
}

/** The last row of each chunk; unchanged rows weigh nothing. */
async function cutChunks(db: DuckDBConnection, done: number, rows: number, size: number): Promise<number[]> {
  const ends = await queryRows<{ n: number }>(
    db,
    `SELECT max(n) AS n FROM (SELECT n, (row_number() OVER (ORDER BY n) - 1) // ${size} AS chunk FROM fate
       WHERE n > ${done} AND state <> ${FATE.unchanged}) GROUP BY chunk ORDER BY n`,
  );
  const cuts = ends.map(({ n }) => n);
  if (rows > done) cuts[Math.max(0, cuts.length - 1)] = rows;
  return cuts;
}

/** Marks what the file no longer holds, where it is the whole, and closes the batch; the sum is checked by the table. */
async function finish(
  ctx: RecordsContext,
  db: DuckDBConnection,
  { number }: StoredSource,
  batch: Batch,
): Promise<void> {
  // a row that is there but cannot be taken has not vanished
  await db.run(
    `CREATE OR REPLACE TEMP TABLE vanished AS SELECT record FROM row_state s
     WHERE ${!batch.partial} AND s.source = ${number} AND NOT s.gone AND NOT EXISTS (SELECT 1 FROM fate f WHERE f.key = s.key)`,
  );
  const [{ holds = 0 } = {}] = await queryRows<{ holds: number }>(
    db,
    `SELECT count(*) AS holds FROM (SELECT key FROM row_state WHERE source = ${number} AND NOT gone AND record NOT IN (SELECT record FROM vanished)
       UNION SELECT key FROM fate WHERE state <> ${FATE.refused})`,
  );
  const ids = (await queryRows<{ record: number }>(db, 'SELECT record FROM vanished')).map(({ record }) => record);
  await withSystem(ctx.pool, async (_db, client) => {
    if (ids.length > 0) {
      await client.query('create temporary table gone (id bigint) on commit drop');
      await copyRows(client, 'gone', ['id'], Readable.from([Buffer.from(ids.map((id) => `${id}\n`).join(''))]));
      await client.query(
        'update record r set vanished_at = now() from gone g where r.id = g.id and vanished_at is null',
      );
    }
    await stepIn(
      client,
      `update record_batch set state = 'done', vanished = $2, holds = $3, finished_at = now() where id = $1 and state = 'loading'`,
      [batch.id, ids.length, holds],
    );
  });
}
