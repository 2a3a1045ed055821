import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRows } from '../run-sql.ts';
import { keepRun, mergeUpdate } from './merge-update.ts';

const connection = await (await DuckDBInstance.create(':memory:')).connect();

type Value = number;
type Rows = Map<string, Value>;

/** A linkage one can see through: rows of equal value are one node, nodes of neighbouring values are linked. */
async function leaveTables(rows: Rows, touching?: Set<string>): Promise<void> {
  const byValue = Map.groupBy(rows.keys(), (record) => rows.get(record)!);
  const changed = new Set([...(touching ?? rows.keys())].map((record) => rows.get(record)));
  const near = (value: Value): boolean => [value - 1, value, value + 1].some((other) => changed.has(other));
  const values = [...byValue.keys()].filter(near).toSorted((a, b) => a - b);
  await connection.run(`create schema if not exists link;
    create or replace table link.rows (record varchar, node integer);
    create or replace table link.nodes (node integer, record varchar, citizen integer);
    create or replace table link.links (node_l integer, node_r integer, weight float);`);
  for (const [node, value] of values.entries()) {
    const members = byValue.get(value)!.toSorted();
    await connection.run(`insert into link.nodes values (${node}, '${members[0]}', ${value})`);
    for (const record of members) await connection.run(`insert into link.rows values ('${record}', ${node})`);
    const after = values.indexOf(value + 1);
    if (after >= 0 && (changed.has(value) || changed.has(value + 1)))
      await connection.run(`insert into link.links values (${node}, ${after}, ${value % 7})`);
  }
}

async function kept(): Promise<unknown> {
  return {
    rows: await readRows(
      connection,
      'select r.record, n.record as named, citizen from kept.rows r join kept.nodes n using (node) order by 1',
    ),
    links: await readRows(
      connection,
      `select least(l.record, r.record) as l, greatest(l.record, r.record) as r, weight from kept.links
       join kept.nodes l on l.node = node_l join kept.nodes r on r.node = node_r order by 1, 2`,
    ),
    numbers: await readRows(
      connection,
      'select count(*) as n, max(node) as most, count(distinct node) as d from kept.nodes',
    ),
  };
}

it('leaves what a full run over the new rows would have left', async () => {
  const value = fc.option(fc.nat(12));
  const options = { connection, from: 'link', into: 'kept', identifiers: ['citizen'] };
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 14 }), async (pairs) => {
      const before: Rows = new Map();
      const after: Rows = new Map();
      for (const [i, [was, is]] of pairs.entries()) {
        if (was !== null) before.set(`r${i}`, was);
        if (is !== null) after.set(`r${i}`, is);
      }
      const all = [...new Set([...before.keys(), ...after.keys()])];
      const gone = all.filter((record) => before.get(record) !== after.get(record));
      await leaveTables(before);
      await keepRun(options);
      await leaveTables(after, new Set(gone.filter((record) => after.has(record))));
      await connection.run('create or replace table gone (record varchar)');
      for (const record of gone) await connection.run(`insert into gone values ('${record}')`);
      await mergeUpdate({ ...options, gone: 'gone' });
      const merged = await kept();
      await leaveTables(after);
      await keepRun(options);
      expect(merged).toEqual(await kept());
    }),
    { numRuns: 25 },
  );
});
