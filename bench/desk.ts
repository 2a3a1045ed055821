// The desk with a million cases: lists, filters, text search and counts at most 50 ms, opening a case 20 ms, a year of
// indicators 300 ms, each at the 95th percentile, over HTTP, as each role in turn.
// CASES sets another size; GEWU_BENCH_DATA names a folder that keeps the cases between runs.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, signInAs } from '../journeys/support/client.ts';
import { runGewu } from '../journeys/support/run-gewu.ts';
import { SamplePeople } from '../journeys/support/sample-people.ts';
import { makeFolder, removeFolder, type Server, startServer } from '../journeys/support/start-server.ts';
import { percentile } from './support/percentile.ts';
import { type Bar, reportBars } from './support/report-bars.ts';

const CASES = Number(process.env.CASES ?? 1_000_000);
const TIMES = Number(process.env.BENCH_TIMES ?? 60);
const WORDS = ['路灯', '井盖', '垃圾', '噪声', '积水', '停车', '楼道', '充电'];

const kept = process.env.GEWU_BENCH_DATA;
const folder = kept ?? makeFolder();
let holds = false;
let server: Server | undefined;
try {
  if (!existsSync(join(folder, 'pg'))) {
    const from = performance.now();
    const { code, output } = await runGewu(folder, ['sample', '--cases', String(CASES)]);
    if (code !== 0) throw new Error(output.slice(-2000));
    console.log(`${CASES} cases loaded in ${((performance.now() - from) / 1000).toFixed(0)} s`);
  }
  server = await startServer({ folder });
  holds = reportBars('desk', await measure(server.url));
} finally {
  await server?.stop();
  if (!kept) await removeFolder(folder);
}
process.exit(holds ? 0 : 1);

async function measure(url: string): Promise<Bar[]> {
  const people = await SamplePeople.read(url);
  const roles = ['district_desk', 'street_desk', 'duty_officer', 'department_desk', 'grid_worker'];
  const clients = await Promise.all(roles.map((role) => signInAs(url, people.find(role))));
  const [district, street] = clients as [Client, Client];
  const numbers = await someNumbers(clients);
  const matters = await someMatters(district);
  const pick = <T>(list: readonly T[], i: number) => list[i % list.length] as T;
  const anyone = (i: number) => pick(clients, i);
  const desks = (i: number) => pick([district, street], i);

  const lists: Record<string, (i: number) => Promise<number>> = {
    my_work: (i) => time(anyone(i), '/api/cases?view=mine&limit=50'),
    area_overdue: (i) => time(anyone(i), '/api/cases?view=area&due=overdue&sort=due&limit=50'),
    type_and_period: (i) => time(desks(i), `/api/cases?view=area&matter=${pick(matters, i)}&${period(i)}&limit=50`),
    text_search: (i) => time(anyone(i), `/api/cases?view=area&q=${encodeURIComponent(pick(WORDS, i))}&limit=50`),
    counts: (i) => time(anyone(i), '/api/cases/counts?view=area'),
  };
  const bars: Bar[] = [];
  for (const [name, ask] of Object.entries(lists))
    bars.push({ name: `${name}_p95_ms`, value: await p95(ask), unit: 'ms' });
  const worst = Math.max(...bars.map(({ value }) => value));
  const open = await p95((i) => {
    const [client, number] = pick(numbers, i);
    return time(client, `/api/cases/${number}`);
  });
  const by = ['area', 'unit', 'matter', 'month'];
  const indicators = await p95((i) => time(desks(i), `/api/indicators?by=${pick(by, i)}&${period(0, 365)}`));
  return [
    ...bars,
    { name: 'desk_p95_ms', value: worst, unit: 'ms', bar: '<= 50' },
    { name: 'case_p95_ms', value: open, unit: 'ms', bar: '<= 20' },
    { name: 'indicators_p95_ms', value: indicators, unit: 'ms', bar: '<= 300' },
  ];
}

async function p95(ask: (i: number) => Promise<number>): Promise<number> {
  for (let i = 0; i < 10; i++) await ask(i); // warm
  const times: number[] = [];
  for (let i = 0; i < TIMES; i++) times.push(await ask(i));
  return percentile(times, 0.95);
}

async function time(client: Client, path: string): Promise<number> {
  const from = performance.now();
  await client.ok('GET', path);
  return performance.now() - from;
}

/** Cases that each of the people can see, to be opened by them. */
async function someNumbers(clients: readonly Client[]): Promise<[Client, string][]> {
  const found = clients.map(async (client) => {
    const { rows } = await client.ok<{ rows: { number: string }[] }>('GET', '/api/cases?view=area&limit=50');
    return rows.map(({ number }): [Client, string] => [client, number]);
  });
  return (await Promise.all(found)).flat();
}

async function someMatters(client: Client): Promise<string[]> {
  const { rows } = await client.ok<{ rows: { matter: string | null }[] }>('GET', '/api/cases?view=area&limit=200');
  return [...new Set(rows.flatMap(({ matter }) => matter ?? []))].slice(0, 20);
}

/** A period of so many days that ends between today and some weeks ago. */
function period(i: number, days = 30): string {
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  return `from=${day((i % 5) * 7 + days)}&to=${day((i % 5) * 7)}`;
}
