// The record base from department files to a base that can be searched: imported, linked, searchable, in processes of
// their own as the server runs them, against raw COPY of the same rows; then a second round in which 2 % of the rows
// differ. `--scale S` (1 is the whole district, 9,000,000 rows); GEWU_BENCH_DATA names a folder to work in and keep.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { makeFolder, ownerUrlOf, removeFolder } from '../journeys/support/start-server.ts';
import { CATALOGUE_DIR } from '../platform/catalogue/read-catalogue.ts';
import { openInstallation } from '../platform/compose.ts';
import { readConfig } from '../platform/config.ts';
import { readSources } from '../platform/records/sources/read-sources.ts';
import { loadSample } from '../sample/load-sample.ts';
import { copyRaw } from './support/copy-raw.ts';
import { type Bar, reportBars } from './support/report-bars.ts';
import { watchMemory } from './support/sample-memory.ts';
import { scoreEntities } from './support/score-entities.ts';

const scaleAt = process.argv.indexOf('--scale');
const SCALE = scaleAt > 0 ? Number(process.argv[scaleAt + 1]) : 1;
const CLI = join(import.meta.dirname, '../platform/cli/gewu.mjs');
const FILES = /\.(csv|xlsx|parquet)$/;

const kept = process.env.GEWU_BENCH_DATA;
const folder = kept ?? makeFolder();
mkdirSync(folder, { recursive: true, mode: 0o711 });
const first = join(folder, 'files-1');
const second = join(folder, 'files-2');
const { sources } = readSources(CATALOGUE_DIR);
let holds = false;
// this process keeps the database up; the commands beside it find it running
const installation = await openInstallation(readConfig({ ...process.env, GEWU_DATA: folder }));
try {
  await loadSample(installation, { cases: 10, seed: 610_402, onProgress: () => undefined });
  if (!existsSync(join(first, 'sample.json'))) await runCli(['sample', '--scale', String(SCALE), '--out', first]);
  if (!existsSync(join(second, 'sample.json')))
    await runCli(['sample', '--changed', '0.02', '--from', first, '--out', second]);
  const raw = await copyRaw(ownerUrlOf(folder), await listPlain(first), folder);

  const stop = watchMemory(() => [process.pid, databasePid()]);
  const importing = await runCli(['records', 'import', '--all', first]);
  const linking = await runCli(['records', 'link']);
  await search();
  const total = importing + linking;
  const peak = stop();
  await checkSums();
  const person = await scoreEntities(ownerUrlOf(folder), first, 'person', sources);
  const organisation = await scoreEntities(ownerUrlOf(folder), first, 'organisation', sources);

  const again = [await runCli(['records', 'import', '--all', second]), await runCli(['records', 'link'])];
  const share = ((again[0] as number) + (again[1] as number)) / total;
  await checkSums();
  const later = await scoreEntities(ownerUrlOf(folder), second, 'person', sources);
  const bars: Bar[] = [
    { name: 'rows', value: raw.rows, unit: '' },
    { name: 'raw_copy_s', value: raw.seconds, unit: 's' },
    { name: 'import_s', value: importing, unit: 's' },
    { name: 'link_s', value: linking, unit: 's' },
    { name: 'ratio', value: total / raw.seconds, unit: '× raw' },
    { name: 'second_import_s', value: again[0] as number, unit: 's' },
    { name: 'second_link_s', value: again[1] as number, unit: 's' },
    { name: 'person_precision', value: person.precision, unit: '' },
    { name: 'person_recall', value: person.recall, unit: '' },
    { name: 'organisation_f1', value: organisation.f1, unit: '' },
    { name: 'second_person_f1', value: later.f1, unit: '' },
    { name: 'total_min', value: total / 60, unit: 'min', bar: '<= 12' },
    { name: 'peak_gb', value: peak, unit: 'GB', bar: '<= 8' },
    { name: 'person_f1', value: person.f1, unit: '', bar: '>= 0.99' },
    { name: 'second_share', value: share, unit: '', bar: '<= 0.1' },
  ];
  holds = reportBars('records', bars);
} finally {
  await installation.close();
  if (!kept) await removeFolder(folder);
}
process.exit(holds ? 0 : 1);

/** @returns seconds from the start of the process to its end */
async function runCli(args: string[]): Promise<number> {
  const from = performance.now();
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { ...process.env, GEWU_DATA: folder },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  if (code !== 0) throw new Error(`gewu ${args.join(' ')} ended with ${code}`);
  const seconds = (performance.now() - from) / 1000;
  console.log(`gewu ${args.slice(0, 2).join(' ')}: ${seconds.toFixed(1)} s`);
  return seconds;
}

function databasePid(): number {
  return Number(readFileSync(join(folder, 'pg/postmaster.pid'), 'utf8').split('\n')[0]);
}

async function listPlain(from: string): Promise<string[]> {
  const names = (await readdir(from)).filter((name) => FILES.test(name) && !name.startsWith('truth-'));
  return names.filter((name) => !name.endsWith('.xlsx')).map((name) => join(from, name));
}

/** The base is there to be searched: the commonest surname brings people. */
async function search(): Promise<void> {
  const rows = await query<{ n: number }>(
    `select count(*)::int as n from (select from gewu.entity_term where term >= 'n:王' and term < 'n:玌' limit 50) t`,
  );
  if (!rows[0]?.n) throw new Error('Nobody can be found.');
}

/** Rows in are rows loaded, unchanged or quarantined, in every batch. */
async function checkSums(): Promise<void> {
  const rows = await query<{ name: string }>(
    `select name from gewu.record_batch where state <> 'done' or rows_in <> inserted + updated + unchanged + quarantined`,
  );
  if (rows.length > 0) throw new Error(`The sum does not close in ${rows.map(({ name }) => name).join(', ')}.`);
}

async function query<T extends object>(text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: ownerUrlOf(folder) });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}
