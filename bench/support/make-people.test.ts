import { DuckDBInstance } from '@duckdb/node-api';
import { readRows } from '@gewu/linkage/run-sql';
import { expect, it } from 'vitest';
import { makePeople } from './make-people.ts';

const connection = await (await DuckDBInstance.create(':memory:')).connect();

it('makes rows with the gaps and slips that were promised, the same for the same seed', async () => {
  await makePeople(connection, 40_000, 3);
  await connection.run('CREATE TABLE first AS FROM people_rows');
  const [rates] = await readRows(
    connection,
    `WITH known AS (SELECT r.*, person, mode(name) OVER p AS own_name, mode(citizen) OVER p AS own_citizen, mode(phone) OVER p AS own_phone, mode(address_key) OVER p AS own_home
       FROM people_rows r JOIN people_truth USING (record) WINDOW p AS (PARTITION BY person))
     SELECT count(*) AS rows, count(*) / count(DISTINCT person) AS each, avg((citizen IS NULL)::INT) AS no_citizen,
       avg((citizen <> own_citizen)::INT) AS other_citizen, avg((phone IS NULL)::INT) AS no_phone, avg((phone <> own_phone)::INT) AS old_phone,
       avg((address_key <> own_home)::INT) AS old_home, avg((name <> own_name)::INT) AS other_name FROM known`,
  );
  expect(rates?.rows).toBe(40_000);
  expect(rates?.each).toBeCloseTo(8, 0);
  expect(rates?.no_citizen).toBeCloseTo(0.2, 1.5);
  expect(rates?.other_citizen).toBeGreaterThan(0.03); // 3 % mistyped, and those that still bear the old form
  expect(rates?.other_citizen).toBeLessThan(0.045);
  expect(rates?.no_phone).toBeCloseTo(0.3, 1.5);
  expect(rates?.old_phone).toBeGreaterThan(0.12);
  expect(rates?.old_home).toBeGreaterThan(0.2);
  expect(rates?.other_name).toBeGreaterThan(0.03);
  await makePeople(connection, 40_000, 3);
  const [change] = await readRows(connection, 'SELECT count(*) AS n FROM (FROM people_rows EXCEPT FROM first)');
  expect(change?.n).toBe(0);
}, 120_000);

it('gives every person a right citizen number of their own', async () => {
  const [row] = await readRows(
    connection,
    `SELECT max(persons) AS persons FROM (SELECT count(DISTINCT person) AS persons FROM people_rows JOIN people_truth USING (record)
     WHERE citizen IN (SELECT mode(citizen) FROM people_rows JOIN people_truth USING (record) GROUP BY person) GROUP BY citizen)`,
  );
  expect(row?.persons).toBe(1);
});
