import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import type pg from 'pg';
import type { Actor } from '../../access/actor.ts';
import { copyOut } from '../../db/copy-out.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { ExportPlan } from './plan-export.ts';

/**
 * The rows of a plan as a file that is written while it is sent, read as the actor, so that the border holds whatever the
 * plan says. CSV is UTF-8 with a byte order mark for Excel, and cells that Excel would take for a formula are disarmed;
 * Parquet is made by DuckDB in a folder of its own that is gone when it is sent.
 * @returns the bytes; a reader that leaves ends the work
 */
export function writeExport(ctx: Context, actor: Actor, plan: ExportPlan, format: 'csv' | 'parquet'): Readable {
  const out = new PassThrough();
  const write = format === 'csv' ? writeCsv : writeParquet;
  void withActor(ctx.pool, actor, (_db, client) => write(client, plan, out)).catch((error: Error) =>
    out.destroy(error),
  );
  return out;
}

const HEADER = 'format csv, header';

async function writeCsv(client: pg.PoolClient, plan: ExportPlan, out: PassThrough): Promise<void> {
  const cells = plan.columns.map(({ name, type }) => {
    const cell = client.escapeIdentifier(name);
    return type === 'VARCHAR'
      ? `case when ${cell} ~ '^[=+\\-@\\t\\r]' then '''' || ${cell} else ${cell} end as ${cell}`
      : cell;
  });
  out.write('\ufeff');
  await pipeline(copyOut(client, `select ${cells.join(', ')} from (${named(client, plan)}) x`, HEADER), out);
}

async function writeParquet(client: pg.PoolClient, plan: ExportPlan, out: PassThrough): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gewu-export-')); // only the one who made it may enter
  try {
    const [csv, parquet] = [join(folder, 'rows.csv'), join(folder, 'rows.parquet')];
    await pipeline(copyOut(client, named(client, plan), HEADER), createWriteStream(csv, { mode: 0o600 }));
    if (out.destroyed) return;
    await convert(csv, parquet, plan, folder);
    await pipeline(createReadStream(parquet), out);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const named = (client: pg.PoolClient, { query, columns }: ExportPlan): string =>
  `select * from (${query}) x (${columns.map(({ name }) => client.escapeIdentifier(name)).join(', ')})`;

async function convert(csv: string, parquet: string, { columns }: ExportPlan, folder: string): Promise<void> {
  const literal = (value: string) => `'${value.replaceAll("'", "''")}'`;
  const types = columns.map(({ name, type }) => `${literal(name)}: ${literal(type)}`).join(', ');
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: '300MB',
    temp_directory: folder,
  });
  const db = await instance.connect();
  try {
    await db.run(
      `copy (select * replace (cast("time" as timestamptz) as "time") from read_csv(${literal(csv)}, header = true, quote = '"', escape = '"', delim = ',', nullstr = '', columns = {${types}}))
       to ${literal(parquet)} (format parquet, compression zstd)`,
    );
  } finally {
    db.closeSync();
    instance.closeSync();
  }
}
