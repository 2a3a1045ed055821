// Search over the whole base: one box, every way of asking, as roles from the district down to a grid, at most 50 ms at
// the 95th percentile over HTTP. The base is filled with as many entities and terms as the district has, unless the data
// folder holds one. SCALE sets another size; GEWU_BENCH_DATA names a folder that keeps the base between runs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type Client, signInAs } from '../journeys/support/client.ts';
import { SamplePeople } from '../journeys/support/sample-people.ts';
import { makeFolder, ownerUrlOf, removeFolder, startServer } from '../journeys/support/start-server.ts';
import { fillBase } from './support/fill-base.ts';
import { percentile } from './support/percentile.ts';
import { type Bar, reportBars } from './support/report-bars.ts';

const SCALE = Number(process.env.SCALE ?? 1);
const TIMES = Number(process.env.BENCH_TIMES ?? 60);

const kept = process.env.GEWU_BENCH_DATA;
const folder = kept ?? makeFolder();
let holds = false;
const server = await startServer({ folder });
try {
  const numbers = await prepare(ownerUrlOf(folder));
  holds = reportBars('search', await measure(server.url, numbers));
} finally {
  await server.stop();
  if (!kept) await removeFolder(folder);
}
process.exit(holds ? 0 : 1);

/** Fills an empty base; gives full numbers to search by, none where the base came from elsewhere. */
async function prepare(ownerUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ filled: boolean }>('select exists (select from entity) as filled');
  await client.end();
  if (rows[0]?.filled) return [];
  const from = performance.now();
  const keys = JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8')) as { sealKey: string; hashKey: string };
  const { entities, terms, numbers } = await fillBase(ownerUrl, keys, SCALE);
  console.log(`${entities} entities, ${terms} terms filled in ${((performance.now() - from) / 1000).toFixed(0)} s`);
  return numbers;
}

async function measure(url: string, numbers: readonly string[]): Promise<Bar[]> {
  const people = await SamplePeople.read(url);
  const roles = ['district_desk', 'street_desk', 'duty_officer', 'grid_worker', 'leader'];
  const clients = await Promise.all(roles.map((role) => signInAs(url, people.find(role))));
  const ways: Record<string, readonly string[]> = {
    surname: ['王', '李', '张', '曹'],
    name: ['王伟', '李芳', '张明', '刘英华', '赵静', '陈国'],
    pinyin: ['wangwei', 'lifang', 'zhang', 'liu ying', 'chen'],
    initials: ['ww', 'lf', 'zm', 'lyh', 'w'],
    last_digits: ['0012', '5678', '123X', '9001', '4321'],
    number: numbers.length > 0 ? numbers : ['13812345678', '610402198506070028'],
    address: ['芙蓉', '玫瑰', '阳光玫', '渭水阳光', '芙蓉玫瑰小区3-2-501'],
    organisation: ['咸阳', '商贸有限公司', '科技', '餐饮有限', '91610402MA'],
    words: ['王 阳光', '张伟 芙蓉', '商贸 咸阳', 'liu 玫瑰', '渭水 李芳', '5678 王'],
  };
  const all: number[] = [];
  const bars: Bar[] = [];
  for (const [way, queries] of Object.entries(ways)) {
    const times: number[] = [];
    for (let i = -10; i < TIMES; i++) {
      const at = i + 10;
      const client = clients[at % clients.length] as Client;
      const took = await time(client, queries[Math.floor(at / clients.length) % queries.length] as string);
      if (i >= 0) times.push(took);
    }
    all.push(...times);
    bars.push({ name: `${way}_p95_ms`, value: percentile(times, 0.95), unit: 'ms' });
  }
  return [...bars, { name: 'search_p95_ms', value: percentile(all, 0.95), unit: 'ms', bar: '<= 50' }];
}

async function time(client: Client, q: string): Promise<number> {
  const from = performance.now();
  await client.ok('GET', `/api/records/search?q=${encodeURIComponent(q)}`);
  return performance.now() - from;
}
