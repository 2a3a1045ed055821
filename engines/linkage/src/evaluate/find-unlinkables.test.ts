import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { smallModel, smallRows, smallTrained } from '../explain/small-example.ts';
import { openLinker } from '../open-linker.ts';
import { findUnlinkables } from './find-unlinkables.ts';

it('finds the rows whose weight against themselves stays below the threshold', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(smallRows);
  await openLinker({ connection, table: 'people', schema: 'link', model: smallModel }).count();
  const found = await findUnlinkables({ connection, schema: 'link', trained: smallTrained });
  // Weights against themselves: a and b have name and birth, −4 + 5 + 6 = 7; c has a name only, 1; d a birth only, 2.
  expect(found).toMatchObject({ rows: 4, unlinkable: 2, threshold: 3 });
  expect(found.points).toEqual([
    { threshold: 1, share: 0 },
    { threshold: 2, share: 0.25 },
    { threshold: 7, share: 0.5 },
    { threshold: 7.1, share: 1 },
  ]);
});
