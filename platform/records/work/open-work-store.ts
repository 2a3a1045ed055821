import { createHash, createHmac, randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type pg from 'pg';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import { withSystem } from '../../db/with-actor.ts';
import { defineMacros } from '../entities/define-macros.ts';
import { queryRows, runStatements } from '../entities/run-statements.ts';
import type { RecordsContext } from '../records-context.ts';
import type { Base } from '../sources/declaration.ts';
import { readBase } from '../sources/read-base.ts';
import { openSealedFile, sealOpenFile } from './seal-file.ts';
import { STORE_VERSION, storeTables } from './store-tables.ts';
import { type StoredSource, syncStore } from './sync-store.ts';

/** Only one run at a time works on the records of a district, whichever process it is in. */
export const RECORDS_LOCK = [610402, 20] as const;

export type WorkStore = {
  db: DuckDBConnection;
  base: Base;
  /** Every source of the district, retired ones too. */
  sources: readonly StoredSource[];
  /** Lies open only while the run goes on; DuckDB and the run put their intermediate files there. */
  folder: string;
  /** Seals what was done and leaves nothing open. */
  close(): Promise<void>;
  /** Leaves nothing open and keeps the store as it was before. */
  discard(): Promise<void>;
};

/**
 * Opens the work store of the district for one run: waits for the lock, unseals the file, brings it level with
 * PostgreSQL (what a lost or overtaken store lacks is built anew from there).
 * @param options memory: limit of DuckDB, e.g. '3GB'; onWait: called once when another run has to end first
 */
export async function openWorkStore(
  ctx: RecordsContext,
  options: { memory?: string; threads?: number; base?: Base; onWait?: () => void } = {},
): Promise<WorkStore> {
  const root = join(ctx.config.dataFolder, 'records');
  const folder = join(root, 'open');
  const sealed = join(root, 'work.duckdb.sealed');
  const path = join(folder, 'work.duckdb');
  const { sealKey } = ctx.config.secrets;
  const lock = await takeLock(ctx.pool, options.onWait);
  let instance: DuckDBInstance | undefined;
  let db: DuckDBConnection | undefined;
  const leave = async (keep: boolean) => {
    try {
      if (keep) await db?.run('checkpoint');
      db?.closeSync();
      instance?.closeSync();
      if (keep) await sealOpenFile(sealKey, path, sealed);
    } finally {
      await rm(folder, { recursive: true, force: true });
      await lock.release();
    }
  };
  try {
    await rm(folder, { recursive: true, force: true }); // a run that was killed leaves its files
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (existsSync(sealed)) await unseal(sealKey, sealed, path);
    instance = await DuckDBInstance.create(path, {
      memory_limit: options.memory ?? '3GB',
      threads: String(options.threads ?? 2),
      temp_directory: join(folder, 'spill'),
      checkpoint_threshold: '1GB',
      allow_community_extensions: 'false',
      autoinstall_known_extensions: 'false',
    });
    db = await instance.connect();
    const base = options.base ?? readBase(CATALOGUE_DIR);
    await defineMacros(db, ctx.config.secrets.hashKey);
    await defineRowHash(db, ctx.config.secrets.hashKey);
    await prepareTables(db, base, await readInstallation(ctx));
    const sources = await syncStore(ctx, { db, base, folder });
    return { db, base, sources, folder, close: () => leave(true), discard: () => leave(false) };
  } catch (error) {
    await leave(false);
    throw error;
  }
}

/** A file that cannot be opened (another key, a damaged disk) is a lost cache, no more. */
async function unseal(sealKey: string, sealed: string, path: string): Promise<void> {
  try {
    await pipeline(Readable.from(openSealedFile(sealKey, sealed)), createWriteStream(path, { mode: 0o600 }));
  } catch {
    await rm(path, { force: true });
  }
}

/** `row_hash(text)`: 63 bits of SHA-256 under a key of our own, so that a key or a row cannot be guessed from it. */
export async function defineRowHash(db: DuckDBConnection, hashKey: string): Promise<void> {
  const key = createHmac('sha256', Buffer.from(hashKey, 'base64')).update('gewu row').digest('hex');
  await db.run(
    `create or replace temp macro row_hash(text) as
       (('0x' || substr(sha256(unhex('${key}') || encode(text)), 1, 16))::ubigint >> 1)::bigint`,
  );
}

/** Makes the tables; a store of another version, other base tables or another database is emptied. */
async function prepareTables(db: DuckDBConnection, base: Base, installation: string): Promise<void> {
  const baseHash = createHash('sha256').update(JSON.stringify(base.kinds)).digest('hex');
  const tables = await queryRows<{ schema: string; name: string }>(
    db,
    "select schema_name as schema, table_name as name from duckdb_tables() where not temporary and table_name <> 'store_of'",
  );
  await db.run(storeTables(base)[0] as string);
  const [is] = await queryRows(db, 'select version, base, installation from store_of');
  if (is?.version !== STORE_VERSION || is.base !== baseHash || is.installation !== installation) {
    await runStatements(db, [
      ...tables.map(({ schema, name }) => `drop table "${schema}"."${name}"`),
      'delete from store_of',
      `insert into store_of values (${STORE_VERSION}, '${baseHash}', '${installation}')`,
    ]);
  }
  await runStatements(db, storeTables(base));
}

/** A mark of this very database, so that a store left beside another one is not taken for its cache. */
async function readInstallation({ pool }: RecordsContext): Promise<string> {
  return withSystem(pool, async (_db, client) => {
    await client.query(
      "insert into setting (key, value) values ('records-installation', to_jsonb($1::text)) on conflict (key) do nothing",
      [randomUUID()],
    );
    const { rows } = await client.query<{ value: string }>(
      "select value from setting where key = 'records-installation'",
    );
    return rows[0]?.value as string;
  });
}

async function takeLock(pool: pg.Pool, onWait: (() => void) | undefined): Promise<{ release(): Promise<void> }> {
  const client = await pool.connect();
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [
    ...RECORDS_LOCK,
  ]);
  if (!rows[0]?.got) {
    onWait?.();
    await client.query('select pg_advisory_lock($1, $2)', [...RECORDS_LOCK]);
  }
  return {
    async release() {
      // a connection that cannot answer is thrown away, and the lock with it
      await client.query('select pg_advisory_unlock($1, $2)', [...RECORDS_LOCK]).then(
        () => client.release(),
        () => client.release(true),
      );
    },
  };
}
