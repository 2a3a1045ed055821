import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { copyRows } from '../../db/copy-rows.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { RecordsContext } from '../records-context.ts';
import { type Batch, stepIn } from './batch-state.ts';
import type { Prepared } from './prepare-chunk.ts';

const COLUMNS = ['id', 'source', 'key', 'hash', 'area', 'fields', 'batch', 'since'];

/**
 * Writes one chunk in one transaction: sensitive values, new rows, newer versions (the older ones go to record_past),
 * refused rows, and how far the batch has come. A crash leaves all of it or nothing.
 * @throws BatchCancelled when somebody stopped the batch meanwhile; nothing of the chunk is in then
 */
export async function writeChunk(ctx: RecordsContext, batch: Batch, chunk: Prepared): Promise<void> {
  try {
    await withSystem(ctx.pool, async (_db, client) => {
      await stepIn(
        client,
        `update record_batch set done_rows = $2, inserted = inserted + $3, updated = updated + $4, unchanged = unchanged + $5, quarantined = quarantined + $6
         where id = $1 and state = 'loading' and done_rows < $2`,
        [batch.id, chunk.to, chunk.inserted, chunk.updated, chunk.unchanged, chunk.refused.length],
      );
      if (chunk.secrets.length > 0) await writeSecrets(client, chunk.secrets);
      if (chunk.newRows) await copyRows(client, 'record', COLUMNS, createReadStream(chunk.newRows, READ));
      if (chunk.newerRows) await writeVersions(client, batch, chunk.newerRows);
      if (chunk.refused.length > 0)
        await copyRows(client, 'record_quarantine', ['batch', 'line', 'sealed', 'problems'], linesOf(chunk.refused));
    });
  } finally {
    for (const path of [chunk.newRows, chunk.newerRows]) if (path) await rm(path, { force: true });
  }
}

const READ = { highWaterMark: 2 ** 18 };

/** Lines gathered into buffers worth sending. */
function linesOf(lines: readonly string[]): Readable {
  const pieces: Buffer[] = [];
  for (let at = 0; at < lines.length; at += 500) pieces.push(Buffer.from(lines.slice(at, at + 500).join('')));
  return Readable.from(pieces);
}

async function writeSecrets(client: pg.ClientBase, lines: readonly string[]): Promise<void> {
  await client.query(
    'create temporary table fresh_secret (id text collate "C", kind text, sealed bytea) on commit drop',
  );
  await copyRows(client, 'fresh_secret', ['id', 'kind', 'sealed'], linesOf(lines));
  await client.query(
    'insert into secret (id, kind, sealed) select id, kind, sealed from fresh_secret order by id on conflict (id) do nothing',
  );
}

async function writeVersions(client: pg.ClientBase, batch: Batch, path: string): Promise<void> {
  await client.query(
    `create temporary table newer (id bigint primary key, source smallint, key bigint, hash bigint, area text, fields jsonb, batch bigint, since timestamptz) on commit drop`,
  );
  await copyRows(client, 'newer', COLUMNS, createReadStream(path, READ));
  await client.query('analyze newer');
  await client.query(
    `insert into record_past (record, batch, hash, fields, since, until, until_batch)
     select r.id, r.batch, r.hash, r.fields, r.since, coalesce(r.vanished_at, now()), $1 from newer n join record r on r.id = n.id`,
    [batch.id],
  );
  await client.query(
    `update record r set key = n.key, hash = n.hash, area = n.area, fields = n.fields, batch = n.batch, since = n.since, vanished_at = null
     from newer n where r.id = n.id`,
  );
}
