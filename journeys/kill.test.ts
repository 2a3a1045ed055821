// Nothing acknowledged is ever lost, nothing is done twice: the server is killed at random moments under load, every
// fourth time together with its database. KILLS=200 is the full proof; the default fits into every run.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Client, signInAs } from './support/client.ts';
import { runGewu } from './support/run-gewu.ts';
import { SamplePeople } from './support/sample-people.ts';
import {
  freePort,
  killDatabase,
  makeFolder,
  ownerUrlOf,
  removeFolder,
  type Server,
  startServer,
} from './support/start-server.ts';

const KILLS = Number(process.env.KILLS ?? 4);
const REPORTERS = 6;

type Receipt = { actId: string; number: string; seq: number; act: string };
type Sent = { actId: string; path: string; body: Record<string, unknown>; receipt?: Receipt };

const folder = makeFolder();
let server: Server;
let port: number;

beforeAll(async () => {
  port = await freePort();
  server = await startServer({ folder, port, cases: 100 });
});
afterAll(async () => {
  await server?.stop();
  await removeFolder(folder);
});

it(`loses nothing and doubles nothing over ${KILLS} kills`, { timeout: KILLS * 20_000 + 120_000 }, async () => {
  const people = await SamplePeople.read(server.url);
  const workers = people.all.filter(({ role }) => role === 'grid_worker').slice(0, REPORTERS);
  const clients = await Promise.all(workers.map((person) => signInAs(server.url, person)));
  const journal: Sent[] = [];
  let working = true;
  const load = Promise.all(
    clients.map((client, i) => workUnderFire(client, workers[i]?.area ?? '', journal, () => working)),
  );
  load.catch(() => undefined); // told at the end, when it is awaited

  for (let kill = 1; kill <= KILLS; kill++) {
    await pause(50 + Math.random() * 900);
    await server.kill();
    if (kill % 4 === 0) await killDatabase(folder);
    server = await startServer({ folder, port, cases: 100 });
  }
  working = false;
  await load;

  const acknowledged = journal.filter(({ receipt }) => receipt !== undefined);
  expect(acknowledged.length, 'there was load').toBeGreaterThan(KILLS * 5);
  expect(acknowledged.length).toBe(journal.length); // each was repeated until it was acknowledged
  const steps = await stepsOf(acknowledged.map(({ actId }) => actId));
  for (const { actId, receipt } of acknowledged) {
    expect(steps.get(actId), `the act ${actId} is there once`).toEqual([{ seq: receipt?.seq, act: receipt?.act }]);
  }
  const reports = acknowledged.filter(({ path }) => path === '/api/cases');
  expect(new Set(reports.map(({ receipt }) => receipt?.number)).size).toBe(reports.length);
  expect(await countCases('杀伤试验'), 'no report became two cases').toBe(reports.length);
  const audit = await runGewu(folder, ['audit', 'verify']);
  expect(audit.code, audit.output).toBe(0);
});

/** Reports, and comments on what it reported, again and again; repeats each request until it has an answer. */
async function workUnderFire(client: Client, area: string, journal: Sent[], goOn: () => boolean): Promise<void> {
  while (goOn()) {
    const report = await deliver(client, journal, '/api/cases', {
      description: `杀伤试验 ${randomUUID()}`,
      area,
    });
    for (let i = 0; i < 2 && goOn(); i++) {
      await deliver(client, journal, `/api/cases/${report.number}/acts`, { act: 'note', note: `第 ${i + 1} 次补记` });
    }
  }
}

async function deliver(client: Client, journal: Sent[], path: string, body: Record<string, unknown>): Promise<Receipt> {
  const sent: Sent = { actId: randomUUID(), path, body };
  journal.push(sent);
  for (;;) {
    try {
      const answer = await client.call<Receipt>('POST', path, { actId: sent.actId, ...body });
      if (answer.status === 200 || answer.status === 201) {
        sent.receipt = answer.body;
        return answer.body;
      }
      if (answer.status < 500 && answer.status !== 429)
        throw new RefusedError(`${path}: ${answer.status} ${answer.text}`);
    } catch (error) {
      if (error instanceof RefusedError) throw error;
    }
    await pause(100);
  }
}

class RefusedError extends Error {}

async function stepsOf(actIds: string[]): Promise<Map<string, { seq: number; act: string }[]>> {
  const rows = await query<{ act_id: string; seq: number; act: string }>(
    'select act_id, seq, act from step where act_id = any($1)',
    [actIds],
  );
  const found = new Map<string, { seq: number; act: string }[]>();
  for (const { act_id, seq, act } of rows) found.set(act_id, [...(found.get(act_id) ?? []), { seq, act }]);
  return found;
}

async function countCases(text: string): Promise<number> {
  const [row] = await query<{ n: number }>("select count(*)::int as n from cases where description like $1 || '%'", [
    text,
  ]);
  return row?.n ?? 0;
}

async function query<T extends pg.QueryResultRow>(sql: string, values: unknown[]): Promise<T[]> {
  const db = new pg.Client({ connectionString: ownerUrlOf(folder) });
  await db.connect();
  try {
    return (await db.query<T>(sql, values)).rows;
  } finally {
    await db.end();
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
