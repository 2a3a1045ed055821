import pg from 'pg';
import { expect, test } from 'vitest';
import { withDatabase } from '../../platform/testing/with-database.ts';
import { copyRows } from './copy-rows.ts';

const database = withDatabase();
const withClient = async (work: (client: pg.Client) => Promise<void>) => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(
      'create temp table t (n int, s text, b bytea, at timestamptz, list text[], j jsonb, yes boolean)',
    );
    await work(client);
  } finally {
    await client.end();
  }
};

test('every kind of value arrives as it was', () =>
  withClient(async (client) => {
    const at = new Date('2026-02-03T04:05:06.789Z');
    const row = [
      7,
      'a\tb\\c\nd\r"\'{},\\N',
      Buffer.from([0, 92, 255]),
      at,
      ['x"y', 'a\\b', 'c,d', ''],
      { zh: '井盖\n“破”', q: '\\"' },
      true,
    ];
    await copyRows(
      client,
      't',
      ['n', 's', 'b', 'at', 'list', 'j', 'yes'],
      [row, [null, null, null, null, [], null, false]],
    );
    const { rows } = await client.query('select * from t order by n nulls last');
    expect(Object.values(rows[0])).toEqual(row);
    expect(Object.values(rows[1])).toEqual([null, null, null, null, [], null, false]);
  }));

test('a refused row fails the copy and leaves the connection usable', () =>
  withClient(async (client) => {
    await expect(copyRows(client, 't', ['n'], [[1], ['no number']])).rejects.toThrow(/invalid input syntax/);
    expect((await client.query('select count(*)::int as n from t')).rows).toEqual([{ n: 0 }]);
  }));
