import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import pg from 'pg';
import { readConfig } from '../config.ts';
import { canOthersEnter } from '../db/choose-data-folder.ts';
import { probePort } from './probe-port.ts';

type Finding = { ok: boolean; what: string; help?: string };

/** `gewu doctor`: what this machine has and lacks, in words; exit code 1 when something must be mended. */
export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('say what is wrong with this machine, in words')
    .action(async () => {
      const findings = await examine();
      for (const { ok, what, help } of findings)
        process.stdout.write(`${ok ? '✓' : '✗'} ${what}${ok || !help ? '' : `\n    → ${help}`}\n`);
      if (findings.some((finding) => !finding.ok)) process.exitCode = 1;
    });
}

async function examine(): Promise<Finding[]> {
  const findings: Finding[] = [
    {
      ok: Number(process.versions.node.split('.')[0]) >= 24,
      what: `Node ${process.versions.node}`,
      help: 'Start through npm (npm start): it brings its own Node 24.',
    },
  ];
  const config = readConfig();
  findings.push(writable(config.dataFolder));
  const disk = statfsSync(config.dataFolder);
  const free = (disk.bavail * disk.bsize) / 2 ** 30;
  findings.push({
    ok: free > 2,
    what: `${free.toFixed(1)} GiB free for data`,
    help: 'At least 2 GiB are wanted. Free some, or choose another folder with GEWU_DATA.',
  });
  findings.push({
    ok: freemem() > 512 * 2 ** 20,
    what: `${(freemem() / 2 ** 30).toFixed(1)} GiB memory free`,
    help: 'At least 512 MiB are wanted.',
  });
  if (config.databaseUrl) findings.push(await reachable(config.databaseUrl));
  else findings.push(...embedded(config.dataFolder));
  findings.push(await portFree(config.host, config.port));
  findings.push({
    ok: existsSync(join(import.meta.dirname, '../../dist/web/console/index.html')),
    what: 'Web faces are built',
    help: 'Run: npm run build',
  });
  return findings;
}

function writable(folder: string): Finding {
  try {
    accessSync(folder, constants.W_OK);
    return { ok: true, what: `Data folder ${folder}` };
  } catch {
    return { ok: false, what: `Data folder ${folder} cannot be written`, help: 'Choose another with GEWU_DATA=/path.' };
  }
}

function embedded(folder: string): Finding[] {
  const root = process.getuid?.() === 0;
  const findings: Finding[] = [{ ok: true, what: `Embedded PostgreSQL for ${process.platform}-${process.arch}` }];
  if (root)
    findings.push({
      ok: canOthersEnter(folder),
      what: 'The database user can enter the data folder',
      help: 'Under root the database runs as another user. Choose a folder it can enter, e.g. GEWU_DATA=/var/lib/gewu.',
    });
  return findings;
}

async function reachable(url: string): Promise<Finding> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ v: string; makes: boolean }>(
      `select current_setting('server_version') as v, rolcreaterole or rolsuper as makes from pg_roles where rolname = current_user`,
    );
    await client.end();
    const row = rows[0] as { v: string; makes: boolean };
    if (Number.parseInt(row.v, 10) < 16)
      return { ok: false, what: `PostgreSQL ${row.v} at DATABASE_URL`, help: 'PostgreSQL 16 or newer is wanted.' };
    return {
      ok: row.makes,
      what: `PostgreSQL ${row.v} at DATABASE_URL`,
      help: 'The role of DATABASE_URL must be allowed to create roles (CREATEROLE).',
    };
  } catch (error) {
    return { ok: false, what: 'DATABASE_URL cannot be reached', help: (error as Error).message };
  }
}

async function portFree(host: string, port: number): Promise<Finding> {
  try {
    await probePort(host, port);
    return { ok: true, what: `Port ${port} is free` };
  } catch {
    return {
      ok: false,
      what: `Port ${port} is taken`,
      help: 'Gewu may be running already; otherwise choose another with PORT=8081.',
    };
  }
}
