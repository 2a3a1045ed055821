import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { readRows } from '../run-sql.ts';
import { listRowPairs } from './list-row-pairs.ts';

it('spreads links of nodes over their rows, and pairs equal rows among the heaviest', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`create schema link;
    create table link.rows as select * from (values ('a', 0), ('b', 0), ('c', 1), ('d', 2)) t(record, node);
    create table link.links as select * from (values (0, 1, 4), (1, 2, 9)) t(node_l, node_r, weight)`);
  expect(await readRows(connection, `from (${listRowPairs('link')}) order by id_l, id_r`)).toEqual([
    { id_l: 'a', id_r: 'b', weight: 9 },
    { id_l: 'a', id_r: 'c', weight: 4 },
    { id_l: 'b', id_r: 'c', weight: 4 },
    { id_l: 'c', id_r: 'd', weight: 9 },
  ]);
});
