import pg from 'pg';
import { expect, test } from 'vitest';
import { withDatabase } from '../../platform/testing/with-database.ts';
import { restIndexes } from './rest-indexes.ts';

const database = withDatabase();
const structure = async (client: pg.Client) =>
  (
    await client.query(
      `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where connamespace = 'gewu'::regnamespace
       union all select indexname, indexdef from pg_indexes where schemaname = 'gewu' order by 1, 2`,
    )
  ).rows;

test('every index and check comes back as it was', async () => {
  const client = new pg.Client({ connectionString: database.url, options: '-c search_path=gewu' });
  await client.connect();
  try {
    const before = await structure(client);
    await client.query('begin');
    const restore = await restIndexes(client);
    expect((await structure(client)).length).toBeLessThan(before.length - 15);
    await restore(() => undefined);
    await client.query('commit');
    expect(await structure(client)).toEqual(before);
  } finally {
    await client.end();
  }
});
