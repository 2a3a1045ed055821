// A start, a stop and a second start: data stay, nothing is left running; an outside PostgreSQL is used where one is named.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { startEmbedded } from '../platform/db/start-embedded.ts';
import { signInAs } from './support/client.ts';
import { runGewu } from './support/run-gewu.ts';
import { SamplePeople } from './support/sample-people.ts';
import { makeFolder, removeFolder, startServer } from './support/start-server.ts';

const folders: string[] = [];
let running: Awaited<ReturnType<typeof startServer>> | undefined;
const folder = () => {
  folders.push(makeFolder());
  return folders.at(-1) as string;
};
afterAll(async () => {
  await running?.stop();
  for (const path of folders) await removeFolder(path);
});

it('a second start keeps the data, and Ctrl-C stops the database too', async () => {
  const home = folder();
  const first = await startServer({ folder: home, cases: 20 });
  const people = await SamplePeople.read(first.url);
  const officer = people.find('duty_officer');
  const desk = await signInAs(first.url, officer);
  const { number } = await desk.ok<{ number: string }>('POST', '/api/cases', {
    actId: randomUUID(),
    description: '重启之后还在',
  });
  expect(existsSync(join(home, 'pg/postmaster.pid'))).toBe(true);
  await first.stop();
  expect(existsSync(join(home, 'pg/postmaster.pid'))).toBe(false);

  running = await startServer({ folder: home, cases: 20 });
  const again = await signInAs(running.url, officer);
  expect(await again.ok('GET', `/api/cases/${number}`)).toMatchObject({ number, description: '重启之后还在' });
});

it('a taken port is said in words, and nothing is left running', async () => {
  const home = folder();
  const second = await runGewu(home, ['start', '--sample-cases', '20'], {
    PORT: String(running?.port),
    HOST: '127.0.0.1',
    GEWU_SAMPLE_ROWS: '0',
  });
  expect(second.code).not.toBe(0);
  expect(second.output).toMatch(/Port \d+ is taken/);
  expect(existsSync(join(home, 'pg/postmaster.pid'))).toBe(false);
});

it('an outside PostgreSQL is used instead of the embedded one', async () => {
  const outside = await startEmbedded(folder(), 'outside');
  const home = folder();
  const server = await startServer({ folder: home, cases: 20, env: { DATABASE_URL: outside.url } });
  expect((await SamplePeople.read(server.url)).all.length).toBeGreaterThan(100);
  expect(existsSync(join(home, 'pg'))).toBe(false);
  await server.stop();
  await outside.stop();
});
