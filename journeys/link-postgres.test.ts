// Linkage from the command line over PostgreSQL: rows out of one table, entities into another.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { startEmbedded } from '../platform/db/start-embedded.ts';
import { makeFolder, removeFolder } from './support/start-server.ts';

const engine = join(import.meta.dirname, '../engines/linkage');
const folder = makeFolder();
const databaseFolder = makeFolder();
const database = await startEmbedded(databaseFolder, 'linkage');
afterAll(async () => {
  await database.stop();
  for (const path of [folder, databaseFolder]) await removeFolder(path);
});

function gewuLink(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(engine, 'bin/gewu-link.mjs'), ...args, '--lang', 'en'], { cwd: folder });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk));
  return new Promise((done) => child.on('close', (code) => done({ code, output })));
}

it('reads rows from a table and writes entities into one, with every sign in between', async () => {
  const client = new pg.Client({ connectionString: database.url });
  client.on('error', () => undefined); // the database goes before the client where the test fails
  await client.connect();
  await client.query(`create table people (unique_id bigint, first_name text, surname text, dob date, city text, email text);
    insert into people select n, case n % 2 when 0 then 'Ro"bert' else 'Ro"bert' end, 'Al,an' || E'\\n' || n / 2,
      date '1970-01-01' + (n / 2)::int, '城' || n / 20, 'r' || n / 2 || '@x.org' from generate_series(0, 1999) n`);
  const run = await gewuLink(
    ...['run', '--model', join(engine, 'examples/fake-1000.yaml'), '--work', 'work'],
    ...['--input', `${database.url}#public.people`, '--out', `${database.url}#public.entities`],
  );
  expect(run.code, run.output).toBe(0);
  expect(run.output).not.toContain(new URL(database.url).password || 'no password at all');
  const { rows } = await client.query<{ n: number; split: number; joined: number }>(
    `select count(*)::int as n, count(*) filter (where l.entity <> r.entity)::int as split,
       (select count(*) - count(distinct entity) from entities)::int as joined
     from entities l join entities r on r.unique_id = l.unique_id + 1 where l.unique_id % 2 = 0`,
  );
  expect(rows).toEqual([{ n: 1000, split: 0, joined: 1000 }]);

  const again = await gewuLink('cluster', '--work', 'work', '--out', `${database.url}#public.entities`);
  expect(again.code, again.output).toBe(0);
  const { rows: after } = await client.query<{ n: number }>('select count(*)::int as n from entities');
  expect(after).toEqual([{ n: 2000 }]);

  const missing = await gewuLink(
    ...['run', '--model', join(engine, 'examples/fake-1000.yaml'), '--work', 'work'],
    ...['--input', `${database.url}#public.nobody`],
  );
  expect(missing).toMatchObject({ code: 1, output: expect.stringContaining('"public.nobody" does not exist') });
  await client.end();
});
