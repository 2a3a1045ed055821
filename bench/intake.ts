// Reports created over HTTP by 32 connections (signed in, validated, routed, clock set, step hashed, durable) against
// raw inserts of the very same rows through the same pool in the same run. The bar: at least half as fast.
import { Worker } from 'node:worker_threads';
import { signInAs } from '../journeys/support/client.ts';
import { SamplePeople } from '../journeys/support/sample-people.ts';
import { freePort, makeFolder, removeFolder } from '../journeys/support/start-server.ts';
import { loadFirstSample } from '../platform/cli/sample-command.ts';
import { openInstallation } from '../platform/compose.ts';
import { readConfig } from '../platform/config.ts';
import { startServer } from '../platform/start-server.ts';
import { insertRaw, lastCaseId, readRows } from './support/insert-raw.ts';
import type { LoadOrder, LoadResult } from './support/load-reports.ts';
import { percentile } from './support/percentile.ts';
import { reportBars } from './support/report-bars.ts';

const CONNECTIONS = 32;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);
const ROUNDS = 3;

const folder = makeFolder();
const port = await freePort();
const installation = await openInstallation(readConfig({ GEWU_DATA: folder, PORT: String(port), HOST: '127.0.0.1' }));
const running = await startServer(installation, new Set(['http', 'jobs']));
let holds = false;
try {
  await loadFirstSample(installation, 300);
  const { pool } = installation.ctx;
  const order = await makeOrder(`http://127.0.0.1:${port}`);
  await loadReports({ ...order, seconds: 3 }); // warm: plans, caches, connections
  const http: LoadResult[] = [];
  const raw: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const from = await lastCaseId(pool);
    const result = await loadReports(order);
    if (result.refused.length) throw new Error(`Reports were refused: ${result.refused.join(' | ')}`);
    http.push(result);
    const rows = await readRows(pool, from);
    raw.push(rows.length / (await insertRaw(pool, rows, CONNECTIONS)));
  }
  const perSecond = median(http.map(({ reports, seconds }) => reports / seconds));
  const ratios = http.map(({ reports, seconds }, i) => reports / seconds / (raw[i] as number));
  holds = reportBars('intake', [
    { name: 'reports_per_s', value: perSecond, unit: '/s' },
    { name: 'raw_per_s', value: median(raw), unit: '/s' },
    {
      name: 'report_p95_ms',
      value: percentile(
        http.flatMap(({ latencies }) => latencies),
        0.95,
      ),
      unit: 'ms',
    },
    { name: 'ratio', value: median(ratios), unit: '', bar: '>= 0.5' },
  ]);
} finally {
  await running.stop();
  await installation.close();
  await removeFolder(folder);
}
process.exit(holds ? 0 : 1);

async function makeOrder(url: string): Promise<LoadOrder> {
  const people = await SamplePeople.read(url);
  const workers = people.all.filter(({ role }) => role === 'grid_worker').slice(0, CONNECTIONS);
  const clients = await Promise.all(workers.map((person) => signInAs(url, person)));
  const matters = (await installation.ctx.caches.catalogue.get()).matters;
  const plain = [...matters.values()].filter(({ procedure, active }) => active && procedure === 'standard-matter');
  return {
    url,
    connections: CONNECTIONS,
    seconds: SECONDS,
    people: clients.map(({ headers }) => headers),
    bounds: [108.66, 34.3, 108.74, 34.4],
    matters: plain.map(({ key }) => key),
  };
}

function loadReports(order: LoadOrder): Promise<LoadResult> {
  const worker = new Worker(new URL('./support/load-reports.ts', import.meta.url), { workerData: order });
  return new Promise((done, fail) => {
    worker.once('message', done);
    worker.once('error', fail);
  });
}

function median(values: number[]): number {
  return percentile(values, 0.5);
}
