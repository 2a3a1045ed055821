import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

export type Server = {
  readonly url: string;
  readonly folder: string;
  readonly port: number;
  /** What it printed so far. */
  output(): string;
  /** As Ctrl-C does; resolves when the process has ended. */
  stop(): Promise<void>;
  /** Ends the process at once, without a chance to tidy up; the database lives on. */
  kill(): Promise<void>;
};

export type ServerOptions = {
  /** Data folder of an earlier start; default: a new one. */
  folder?: string;
  port?: number;
  /** Cases of the sample. */
  cases?: number;
  env?: Record<string, string>;
};

/**
 * Starts the program as shipped, on a data folder and port of its own, and waits until it answers.
 * @throws Error with what it printed when it ends or stays silent
 */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const folder = options.folder ?? makeFolder();
  const port = options.port ?? (await freePort());
  let output = '';
  const env = {
    ...process.env,
    GEWU_DATA: folder,
    PORT: String(port),
    HOST: '127.0.0.1',
    MQTT_PORT: '0',
    GEWU_SAMPLE_FEED: '0',
    GEWU_SAMPLE_ROWS: '0', // long work, and only journeys over the record base look at them
    ...options.env,
  };
  const child = spawn(process.execPath, ['platform/main.ts', 'start', '--sample-cases', String(options.cases ?? 300)], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => (output += chunk));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk));
  const url = `http://127.0.0.1:${port}`;
  await waitHealthy(url, child, () => output);
  return {
    url,
    folder,
    port,
    output: () => output,
    stop: () => end(child, 'SIGINT'),
    kill: () => end(child, 'SIGKILL'),
  };
}

/** A new data folder that the database user can enter. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gewu-journey-'));
  chmodSync(folder, 0o711);
  return folder;
}

/** Ends the embedded database of a data folder, if one runs, and removes the folder. */
export async function removeFolder(folder: string): Promise<void> {
  await killDatabase(folder);
  rmSync(folder, { recursive: true, force: true });
}

/** Kills the embedded database of a data folder with all its sessions, as the kernel would when out of memory. */
export async function killDatabase(folder: string): Promise<void> {
  try {
    const pid = Number(readFileSync(join(folder, 'pg/postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    for (let i = 0; i < 200 && isAlive(pid); i++) await new Promise((done) => setTimeout(done, 25));
  } catch {
    // none runs
  }
}

/** Connection string of the owner of a running embedded database, for looking behind the server's back. */
export function ownerUrlOf(folder: string): string {
  const { superPassword } = JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8')) as { superPassword: string };
  const port = readFileSync(join(folder, 'pg/postmaster.pid'), 'utf8').split('\n')[3];
  return `postgres://postgres:${encodeURIComponent(superPassword)}@127.0.0.1:${port}/gewu?options=-csearch_path%3Dgewu`;
}

export async function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function waitHealthy(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const until = Date.now() + 180_000;
  while (Date.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null) {
      await new Promise((done) => setTimeout(done, 200)); // let its last words arrive
      throw new Error(`The server ended while starting:\n${output()}`);
    }
    const healthy = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2000) }).then(
      (r) => r.ok,
      () => false,
    );
    if (healthy) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  child.kill('SIGKILL');
  throw new Error(`The server did not answer within three minutes:\n${output()}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill(signal);
  await ended;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
