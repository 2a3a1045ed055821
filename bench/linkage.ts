// Rows about invented people linked without truth, in a process of its own: time by phase, peak memory, and the F1 of
// the clusters against the truth. `--rows N` (1,000,000 unless told), `--seed N`; `--sets [FOLDER]` scores the
// published sets instead, whose files lie in FOLDER or in $LINKAGE_DATA.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { scoreClusters } from '@gewu/linkage/evaluate/score-clusters';
import type { LinkedPeople } from './support/link-people.ts';
import { makePeople } from './support/make-people.ts';
import { type Bar, reportBars } from './support/report-bars.ts';
import { scoreSets } from './support/score-sets.ts';

const { values, positionals } = parseArgs({
  args: process.argv.slice(3),
  options: { rows: { type: 'string' }, seed: { type: 'string' }, sets: { type: 'boolean' } },
  allowPositionals: true,
});

const bars = values.sets
  ? await benchSets()
  : await benchPeople(Number(values.rows ?? 1_000_000), Number(values.seed ?? 7));
if (bars) process.exit(reportBars('linkage', bars) ? 0 : 1);

async function benchSets(): Promise<Bar[] | undefined> {
  const folder = positionals[0] ?? process.env.LINKAGE_DATA ?? '';
  if (folder && existsSync(join(folder, 'febrl4b.csv'))) return scoreSets(folder);
  console.log(
    `Skipped: the published sets are not in "${folder}". Name their folder after --sets, or in LINKAGE_DATA.`,
  );
  return undefined;
}

async function benchPeople(rows: number, seed: number): Promise<Bar[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gewu-bench-linkage-'));
  try {
    await writePeople(folder, rows, seed);
    const linked = await linkInChild(folder, rows > 5_000_000 ? '4GB' : '3GB');
    const { train, predict, cluster } = linked.seconds;
    // What two quiet cores would take at least, for readers on a busy machine.
    console.log(`processor time: ${(linked.cpuSeconds / 2).toFixed(1)} s on each of two cores`);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const scores = await scoreClusters(
      connection,
      `read_parquet('${join(folder, 'clusters.parquet')}')`,
      `(SELECT record, person AS entity, NULL AS source FROM read_parquet('${join(folder, 'truth.parquet')}'))`,
    );
    const limits = rows > 5_000_000 ? { seconds: 110, gb: 6 } : { seconds: 60, gb: 4 };
    return [
      { name: 'rows', value: rows, unit: '' },
      { name: 'distinct_rows', value: linked.nodes, unit: '' },
      { name: 'pairs', value: linked.pairs, unit: '' },
      { name: 'links', value: linked.links, unit: '' },
      { name: 'entities', value: linked.entities, unit: '' },
      { name: 'bridges', value: linked.bridges, unit: '' },
      { name: 'train_s', value: train, unit: 's' },
      { name: 'predict_s', value: predict, unit: 's' },
      { name: 'cluster_s', value: cluster, unit: 's' },
      { name: 'precision', value: scores.precision, unit: '' },
      { name: 'recall', value: scores.recall, unit: '' },
      { name: 'cluster_f1', value: scores.f1, unit: '', bar: '>= 0.99' },
      { name: 'total_s', value: train + predict + cluster, unit: 's', bar: `<= ${limits.seconds}` },
      { name: 'peak_gb', value: linked.peakBytes / 2 ** 30, unit: 'GB', bar: `<= ${limits.gb}` },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writePeople(folder: string, rows: number, seed: number): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await makePeople(connection, rows, seed);
  await connection.run(`COPY people_rows TO '${join(folder, 'rows.parquet')}' (FORMAT parquet);
    COPY people_truth TO '${join(folder, 'truth.parquet')}' (FORMAT parquet)`);
  connection.disconnectSync();
  instance.closeSync();
}

function linkInChild(folder: string, memory: string): Promise<LinkedPeople> {
  const script = join(import.meta.dirname, 'support/link-people.ts');
  const child = spawn(process.execPath, [script, folder, memory], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) =>
      code === 0 ? done(JSON.parse(output) as LinkedPeople) : fail(new Error(`Linking ended with code ${code}.`)),
    );
  });
}
