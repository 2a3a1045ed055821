import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { beforeEach, expect, it } from 'vitest';
import { readRows } from '../run-sql.ts';
import type { LinkageModel } from '../types.ts';
import { clusterTables } from './cluster-tables.ts';

const model: LinkageModel = {
  model: 'test',
  version: 1,
  name: { zh: '测试', en: 'Test' },
  kind: 'dedupe',
  id: 'id',
  source: 'source',
  fields: { name: {}, citizen: {} },
  comparisons: [],
  blocking: [],
  deterministic: { rules: [], recall: 0.9 },
  thresholds: { link: 0, cluster: 5 },
  identifiers: ['citizen'],
};

let connection: DuckDBConnection;

/** Rows a1, a2, b1 … with the node each stands in; nodes 0 … 3. */
beforeEach(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`
    create schema link;
    create table input as select * from (values ('a1', 'A'), ('a2', 'A'), ('b1', 'B'), ('b2', 'B'), ('c1', 'C')) t(id, source);
    create table link.rows as select * from (values ('a1', 0), ('a2', 0), ('b1', 1), ('b2', 2), ('c1', 3)) t(record, node);
    create table link.nodes as select * from (values (0, 'a1', '1'), (1, 'b1', null), (2, 'b2', '2'), (3, 'c1', null)) t(node, record, citizen);
    create table link.links as select l::integer as node_l, r::integer as node_r, w::float as weight
      from (values (0, 1, 9), (1, 2, 6), (2, 3, 8)) t(l, r, w);
    create table pins (record varchar, entity integer);
    create table known (record varchar, entity integer);`);
});

const run = (more: Partial<Parameters<typeof clusterTables>[0]> = {}) =>
  clusterTables({ connection, schema: 'link', model, ...more });
const entities = async (): Promise<Record<string, number>> => {
  const rows = await readRows(connection, 'select record, entity from link.clusters order by record');
  return Object.fromEntries(rows.map(({ record, entity }) => [String(record), Number(entity)]));
};

it('puts every row into an entity and cuts the bridge between two identifiers', async () => {
  expect(await run()).toEqual({ entities: 2, largest: 2, bridges: 1, retired: new Map(), nextId: 3 });
  expect(await entities()).toEqual({ a1: 1, a2: 1, b1: 1, b2: 2, c1: 2 });
  expect(await readRows(connection, 'select * from link.bridges')).toEqual([
    { record_l: 'b1', record_r: 'b2', weight: 6, reason: 'hard_ids', entity_l: 1, entity_r: 2, links: 1 },
  ]);
});

it('joins from the threshold on only', async () => {
  await run({ threshold: 8.5 });
  expect(await entities()).toEqual({ a1: 1, a2: 1, b1: 1, b2: 2, c1: 3 });
});

it('keeps numbers that were given, and says where those went that are no more', async () => {
  await connection.run(`insert into known values ('a1', 7), ('a2', 4), ('b1', 4), ('c1', 2)`);
  expect(await run({ known: 'known', nextId: 8 })).toMatchObject({ retired: new Map([[7, 4]]), nextId: 8 });
  expect(await entities()).toEqual({ a1: 4, a2: 4, b1: 4, b2: 2, c1: 2 });
});

it('takes equal rows apart that a clerk has pinned to different entities', async () => {
  await connection.run(`insert into pins values ('a1', 5), ('a2', 6), ('b1', 6)`);
  await run({ pins: 'pins', nextId: 10 });
  expect(await entities()).toEqual({ a1: 5, a2: 6, b1: 6, b2: 10, c1: 10 });
});

it('unites what a clerk has pinned together against identifiers and without links', async () => {
  await connection.run(`insert into pins values ('a1', 5), ('b2', 5)`);
  await run({ pins: 'pins', nextId: 10 });
  expect(await entities()).toEqual({ a1: 5, a2: 5, b1: 5, b2: 5, c1: 5 });
});

it('has no source twice in an entity where each source holds nobody twice', async () => {
  const oneToOne: LinkageModel = { ...model, one_to_one: true, identifiers: [] };
  await run({ model: oneToOne, table: 'input' });
  const found = await entities();
  expect(found.a1).not.toBe(found.a2);
  expect(found.b1).not.toBe(found.b2);
  expect(found.b2).toBe(found.c1);
  expect([found.a1, found.a2]).toContain(found.b1);
});
