import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { clusterTables } from './cluster/cluster-tables.ts';
import { hashModel } from './hash-model.ts';
import { openLinker } from './open-linker.ts';
import { readNumber, readRows } from './run-sql.ts';
import type { LinkageModel, TrainedModel } from './types.ts';

const text = { zh: '', en: '' };
const model: LinkageModel = {
  model: 'small',
  version: 1,
  name: text,
  kind: 'dedupe',
  id: 'id',
  fields: { name: {}, reading: { derive: { pinyin: 'name' } }, birth: {}, phone: {} },
  comparisons: [
    {
      key: 'name',
      name: text,
      field: 'name',
      levels: [
        { name: text, when: { is: 'exact' }, frequency: 1 },
        { name: text, when: { is: 'same_pinyin' } },
        { name: text, when: { is: 'one_character' } },
      ],
    },
    {
      key: 'birth',
      name: text,
      field: 'birth',
      levels: [
        { name: text, when: { is: 'exact' } },
        { name: text, when: { is: 'one_digit' } },
      ],
    },
    { key: 'phone', name: text, field: 'phone', levels: [{ name: text, when: { is: 'exact' } }] },
  ],
  blocking: [
    { key: 'name_birth', on: ['reading', 'birth'] },
    { key: 'phone', on: ['phone'] },
    { key: 'name_phone', on: ['name', 'phone'] },
  ],
  deterministic: { rules: [['name', 'birth', 'phone']], recall: 0.5 },
  training: [['name', 'birth'], ['phone']],
  thresholds: { link: 0, cluster: 5 },
};

let connection: DuckDBConnection;
/** 400 people in 1,200 rows: three each, with gaps, homophones and slips that follow from the number of the row. */
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  const characters = `string_split('伟玮芳方敏民静净丽莉强墙磊垒军君洋阳勇咏艳燕杰洁', '')`;
  await connection.run(`CREATE TABLE people AS
    SELECT i AS id, if(i % 19 = 7, translate(name, '伟芳敏静', '玮方民净'), name) AS name,
      CASE WHEN i % 5 = 1 THEN NULL WHEN i % 23 = 3 THEN left(birth, 9) || '9' ELSE birth END AS birth,
      CASE WHEN i % 4 = 2 THEN '' ELSE phone END AS phone, p AS person, 's' || i % 3 AS source
    FROM (SELECT i, i // 3 AS p,
        (string_split('王李张刘陈', ''))[1 + (hash(i // 3, 'a') % 5)::INTEGER] || ${characters}[1 + (hash(i // 3, 'b') % 26)::INTEGER] || ${characters}[1 + (hash(i // 3, 'c') % 26)::INTEGER] AS name,
        strftime(DATE '1950-01-01' + (hash(i // 3, 'd') % 18000)::INTEGER, '%Y-%m-%d') AS birth,
        '13' || lpad((hash(i // 3, 'e') % 1000000000)::VARCHAR, 9, '0') AS phone FROM range(1200) t(i))`);
});

/** Entities as sorted lists of rows, whatever their numbers. */
async function readEntities(schema: string): Promise<string[]> {
  const rows = await readRows(
    connection,
    `SELECT list(record ORDER BY record)::VARCHAR AS entity FROM ${schema}.clusters GROUP BY entity ORDER BY 1`,
  );
  return rows.map(({ entity }) => String(entity));
}

async function run(table: string, schema: string): Promise<{ trained: TrainedModel; entities: string[] }> {
  const linker = openLinker({ connection, table, schema, model });
  const trained = await linker.train();
  await linker.predict(trained);
  await clusterTables({ connection, schema, model });
  return { trained, entities: await readEntities(schema) };
}

it('learns and finds the same, in whatever order the rows come', async () => {
  const first = await run('people', 'first');
  const [row] = await readRows(
    connection,
    `SELECT count(*) AS entities, max(persons) AS persons FROM (SELECT count(DISTINCT person) AS persons FROM first.clusters JOIN people ON id = record GROUP BY entity)`,
  );
  // A row in twenty has neither birth nor phone, and others have just one of them, mistyped: they stay alone.
  expect(row?.persons).toBe(1);
  expect(row?.entities).toBeLessThan(560);
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      await connection.run(`CREATE OR REPLACE TABLE shuffled AS FROM people ORDER BY hash(id, ${seed})`);
      const other = await run('shuffled', 'other');
      expect(other.trained).toEqual(first.trained);
      expect(other.entities).toEqual(first.entities);
    }),
    { numRuns: 5 },
  );
}, 120_000);

it('estimates the prior from the deterministic rules, as counted by hand', async () => {
  // Pairs of distinct rows that agree in name, birth and phone differ in nothing, so that none is left: the rule must
  // be wider than the fields. Four rows, two pairs by phone, recall one half: 2 / 0.5 / (4 · 3 / 2) = 2/3, capped at 1/2.
  await connection.run(`CREATE OR REPLACE TABLE four AS SELECT * FROM (VALUES
    (1, '王芳', '1990-01-01', '1'), (2, '王方', '1990-01-01', '1'), (3, '李强', '1980-01-01', '2'), (4, '李墙', '1980-01-01', '2')) t(id, name, birth, phone)`);
  const prior = async (recall: number) => {
    const declared = { ...model, deterministic: { rules: [['phone']], recall } };
    return (await openLinker({ connection, table: 'four', schema: 'prior', model: declared }).train()).prior;
  };
  expect(await prior(0.5)).toBe(0.5);
  expect(await prior(1)).toBeCloseTo(1 / 3, 12);
});

it('adds up prior, m, u and frequency to the weight of a pair, as worked by hand', async () => {
  await connection.run(`CREATE OR REPLACE TABLE three AS SELECT * FROM (VALUES
    (1, '王芳', '1990-01-01', '1'), (2, '王芳', '1990-01-02', NULL), (3, '王方', '1990-01-02', '2'), (4, '李强', NULL, '1')) t(id, name, birth, phone)`);
  const level = (m: number, u: number) => ({ m, u, weight: Math.log2(m / u), seen: true });
  const trained: TrainedModel = {
    format: 'gewu-linkage',
    formatVersion: 1,
    model,
    hash: hashModel(model),
    prior: 1 / 17,
    priorWeight: -4,
    comparisons: [
      { key: 'name', levels: [level(0.5, 0.125), level(0.25, 0.0625), level(0.125, 0.25), level(0.125, 0.5625)] },
      { key: 'birth', levels: [level(0.5, 0.0625), level(0.25, 0.125), level(0.25, 0.8125)] },
      { key: 'phone', levels: [level(0.75, 0.25), level(0.25, 0.75)] },
    ],
    trainedOn: { rows: 0, distinct: 0, seed: 1 },
    warnings: [],
  };
  const declared: LinkageModel = { ...model, blocking: [{ key: 'all', on: ["'one block'"] }] };
  const linker = openLinker({ connection, table: 'three', schema: 'hand', model: declared });
  await linker.predict({ ...trained, model: declared, hash: hashModel(declared) }, { least: -100 });
  const links = await readRows(
    connection,
    'SELECT * FROM hand.record_links ORDER BY least(id_l, id_r), greatest(id_l, id_r)',
  );
  const weights = links.map(({ weight }) => Number(weight));
  // 王芳 is half of the names, so that log2(m / f) = log2(0.5 / 0.5) = 0 replaces log2(m / u) = 2 of "same".
  const slip = Math.log2(0.25 / 0.125);
  const expected = [
    -4 + 0 + slip, // 1–2: same name, one digit of the birth, phone unknown
    -4 + 2 + slip + Math.log2(0.25 / 0.75), // 1–3: read alike, one digit, phones differ
    -4 + Math.log2(0.125 / 0.5625) + Math.log2(3), // 1–4: other name, birth unknown, same phone
    -4 + 2 + 3, // 2–3: read alike, same birth, phone unknown
    -4 + Math.log2(0.125 / 0.5625), // 2–4: other name, nothing else known
    -4 + Math.log2(0.125 / 0.5625) + Math.log2(0.25 / 0.75), // 3–4
  ];
  expect(weights).toHaveLength(6);
  for (const [i, weight] of weights.entries()) expect(weight).toBeCloseTo(expected[i] ?? 0, 5);
  expect(Number(links[3]?.probability)).toBeCloseTo(2 / 3, 6); // odds 2 to 1
  expect(links[0]).toMatchObject({ gamma_name: 0, gamma_birth: 1, gamma_phone: -1 });
});

it('pairs nobody twice and nobody who shares no block', async () => {
  const linker = openLinker({ connection, table: 'people', schema: 'pairs', model });
  await linker.predict(await linker.train(), { least: -100 });
  const [row] = await readRows(
    connection,
    `SELECT count(*) AS n, count(DISTINCT (node_l, node_r)) AS different, count(*) FILTER (node_l >= node_r) AS wrong FROM pairs.links`,
  );
  const blocked = await readNumber(
    connection,
    `SELECT count(*) FROM pairs.nodes l JOIN pairs.nodes r ON l.node < r.node AND (l.phone = r.phone OR (l.reading = r.reading AND l.birth = r.birth))`,
  );
  expect(row).toEqual({ n: blocked, different: blocked, wrong: 0 });
});

it('goes on where it was stopped, and ends with the same links', async () => {
  const trained = await openLinker({ connection, table: 'people', schema: 'whole', model }).train();
  await openLinker({ connection, table: 'people', schema: 'whole', model }).predict(trained);
  const stop = new AbortController();
  const stopped = openLinker({
    connection,
    table: 'people',
    schema: 'resumed',
    model,
    signal: stop.signal,
    onProgress: ({ phase }) => phase === 'predict' && stop.abort(),
  });
  await expect(stopped.predict(trained)).rejects.toThrow('abort');
  expect(await readNumber(connection, 'SELECT count(*) FROM resumed.progress')).toBe(1);
  // Whatever the finished piece holds is left alone: a mark in it is still there in the end.
  await connection.run('UPDATE resumed.links SET weight = 99');
  const marked = await readNumber(connection, 'SELECT count(*) FROM resumed.links');
  const resumed = await openLinker({ connection, table: 'people', schema: 'resumed', model }).predict(trained, {
    resume: true,
  });
  expect(await readNumber(connection, 'SELECT count(*) FROM resumed.links WHERE weight = 99')).toBe(marked);
  expect(resumed.links).toBe(await readNumber(connection, 'SELECT count(*) FROM whole.links'));
});

it('finds the links of changed rows alone, as the whole run does', async () => {
  const trained = await openLinker({ connection, table: 'people', schema: 'whole', model }).train();
  await openLinker({ connection, table: 'people', schema: 'whole', model }).predict(trained);
  await connection.run('CREATE OR REPLACE TABLE changed AS SELECT id FROM people WHERE id % 50 = 0');
  const updated = await openLinker({ connection, table: 'people', schema: 'updated', model }).update(
    trained,
    'changed',
  );
  expect(updated.rows).toBeLessThan(200);
  const links = (schema: string) =>
    readRows(
      connection,
      `SELECT least(l.record, r.record) AS a, greatest(l.record, r.record) AS b, weight FROM ${schema}.links
       JOIN ${schema}.rows l ON l.node = node_l JOIN ${schema}.rows r ON r.node = node_r
       WHERE l.record % 50 = 0 OR r.record % 50 = 0 ORDER BY a, b`,
    );
  expect(await links('updated')).toEqual(await links('whole'));
});

it('keeps rows apart that are alike but say too little', async () => {
  await connection.run(`CREATE OR REPLACE TABLE thin AS SELECT id, name, birth, phone FROM people
    UNION ALL SELECT 5000 + i, '张伟', NULL, NULL FROM range(30) t(i)
    UNION ALL SELECT 6000 + i, '诸葛孔明', '1999-09-09', '13900009999' FROM range(2) t(i)`);
  const linker = openLinker({ connection, table: 'thin', schema: 'thin', model });
  await linker.predict(await linker.train());
  const nodes = (from: number) =>
    readNumber(connection, `SELECT count(DISTINCT node) FROM thin.rows WHERE record BETWEEN ${from} AND ${from + 999}`);
  expect(await nodes(5000)).toBe(30);
  expect(await nodes(6000)).toBe(1);
  expect(await readNumber(connection, 'SELECT max(node) + 1 - count(*) FROM thin.nodes')).toBe(0);
});

it('links only between sources where the model says so', async () => {
  const between: LinkageModel = { ...model, kind: 'link', source: 'source' };
  const linker = openLinker({ connection, table: 'people', schema: 'between', model: between });
  const counts = await linker.count();
  expect(counts.find(({ rule }) => rule === 'phone')?.pairs).toBe(
    await readNumber(
      connection,
      `SELECT count(*) FROM people l JOIN people r ON l.phone = r.phone AND l.phone <> '' AND l.id < r.id AND l.source <> r.source`,
    ),
  );
  await linker.predict(await linker.train(), { least: -100 });
  expect(
    await readNumber(
      connection,
      'SELECT count(*) FROM between.links JOIN between.nodes l ON l.node = node_l JOIN between.nodes r ON r.node = node_r WHERE l.source = r.source',
    ),
  ).toBe(0);
});

it('passes over blocks that are too large and names one', async () => {
  const narrow: LinkageModel = {
    ...model,
    blocking: [{ key: 'surname', on: ['left(name, 1)'], largest: 100 }, ...model.blocking],
  };
  const linker = openLinker({ connection, table: 'people', schema: 'narrow', model: narrow });
  const { warnings } = await linker.predict(await linker.train());
  const everybody: LinkageModel = { ...model, blocking: [{ key: 'everybody', on: ["'one'"] }] };
  const wide = openLinker({ connection, table: 'people', schema: 'narrow', model: everybody });
  expect((await wide.predict(await wide.train())).warnings).toMatchObject([
    { kind: 'rule-explodes', rule: 'everybody' },
  ]);
  expect(warnings).toMatchObject([{ kind: 'blocks-skipped', rule: 'surname', largest: 100 }]);
});

it('refuses a rule that explodes, before it compares', async () => {
  const linker = openLinker({ connection, table: 'people', schema: 'refused', model, mostPairs: 10 });
  await expect(linker.count()).rejects.toThrow(/would compare .* pairs/);
});

it('counts after a prediction without touching it, and predicts anew when asked again', async () => {
  const linker = openLinker({ connection, table: 'people', schema: 'twice', model });
  const trained = await linker.train();
  const first = await linker.predict(trained);
  const links = () => readRows(connection, 'SELECT * FROM twice.record_links ORDER BY id_l, id_r');
  const before = await links();
  await linker.count();
  expect(await links()).toEqual(before);
  expect(await linker.train()).toEqual(trained);
  expect(await linker.predict(trained)).toEqual(first);
  expect(await links()).toEqual(before);
});

it.each([0, 1, 2])('serves a table of %i rows', async (rows) => {
  await connection.run(`CREATE OR REPLACE TABLE few AS FROM people LIMIT ${rows}`);
  const linker = openLinker({ connection, table: 'few', schema: 'few', model });
  const trained = await linker.train();
  expect(Number.isFinite(trained.priorWeight)).toBe(true);
  expect(await linker.predict(trained)).toMatchObject({ rows });
  await connection.run('CREATE OR REPLACE TABLE changed AS SELECT id FROM few');
  expect(await linker.update(trained, 'changed')).toMatchObject({ rows });
});

it('refuses a trained model of another declaration', async () => {
  const trained = await openLinker({ connection, table: 'people', schema: 'whole', model }).train();
  const linker = openLinker({ connection, table: 'people', schema: 'whole', model: { ...model, version: 2 } });
  await expect(linker.predict(trained)).rejects.toThrow('another declaration');
});
