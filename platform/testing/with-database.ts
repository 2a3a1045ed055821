import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { migrate } from '../db/migrate.ts';
import { openPool } from '../db/open-pool.ts';
import { startEmbedded } from '../db/start-embedded.ts';
import './start-test-cluster.ts';

const secrets = {
  appPassword: 'test-app',
  authPassword: 'test-auth',
  jobsPassword: 'test-jobs',
  vaultPassword: 'test-vault',
};

export type TestDatabase = {
  /** Connection string of the owner: sees and may do everything, for arranging and for checking. */
  readonly url: string;
  /** Pool of `gewu_app`, as the server uses it. */
  readonly pool: pg.Pool;
  /** Pool of the owner with search_path set to the district. */
  readonly owner: pg.Pool;
  readonly secrets: typeof secrets;
};

/**
 * A fresh, migrated database for one test file, dropped after it. Call it once at the top of the file (it registers
 * the hooks); its members can be read from `beforeAll` on. The cluster is shared by the run and started by the first
 * file that asks; databases are cloned from a migrated template, so that each costs a fraction of a second.
 */
export function withDatabase(): TestDatabase {
  let open: { url: string; pool: pg.Pool; owner: pg.Pool } | undefined;
  let leave: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    const { url, drop } = await cloneDatabase(inject('clusterFolder'));
    const owner = new pg.Pool({ connectionString: url, max: 4, options: '-c search_path=gewu' });
    owner.on('error', () => undefined);
    open = { url, owner, pool: openPool(url, 'gewu_app', secrets.appPassword, 8) };
    leave = async () => {
      await Promise.all([open?.pool.end(), owner.end()]);
      await drop();
    };
  });
  afterAll(() => leave?.());
  const get = () => {
    if (!open) throw new Error('The test database is there from beforeAll on, not while the file is being read.');
    return open;
  };
  return {
    get url() {
      return get().url;
    },
    get pool() {
      return get().pool;
    },
    get owner() {
      return get().owner;
    },
    secrets,
  };
}

/** Clones the template under a lock of the run: roles are shared by the whole cluster. */
async function cloneDatabase(folder: string): Promise<{ url: string; drop(): Promise<void> }> {
  const unlock = await lock(join(folder, 'lock'));
  try {
    const { url: first } = await startEmbedded(folder, 'test');
    const template = new URL(first);
    const admin = new URL(first);
    template.pathname = '/gewu_template';
    admin.pathname = '/postgres';
    const name = `gewu_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
    await run(admin.href, async (client) => {
      const { rowCount } = await client.query("select from pg_database where datname = 'gewu_template'");
      if (!rowCount) {
        await client.query('alter system set fsync = off');
        await client.query('select pg_reload_conf()');
        await client.query('create database gewu_template');
        await migrate(template.href, secrets);
      }
      await client.query(`create database ${name} template gewu_template strategy file_copy`);
    });
    const url = new URL(first);
    url.pathname = `/${name}`;
    await migrate(url.href, secrets); // runs nothing, but a role's search_path is set per database
    const drop = () =>
      run(admin.href, async (client) => void (await client.query(`drop database ${name} with (force)`)));
    return { url: url.href, drop };
  } finally {
    unlock();
  }
}

async function run(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Making a folder is atomic: whoever makes it has the lock. */
async function lock(path: string): Promise<() => void> {
  for (;;) {
    try {
      mkdirSync(path);
      return () => rmdirSync(path);
    } catch {
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}
