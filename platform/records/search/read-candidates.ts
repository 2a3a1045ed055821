import type pg from 'pg';
import type { Word } from './read-query.ts';
import type { Reading } from './spread-meaning.ts';
import { rangeSql, type TermRange } from './term-range.ts';

/** An entity that the lead word names, with those of its terms (and of its home's) that the query asks about. */
export type Candidate = { term: string; area: string; entity: number; terms: string[]; homeTerms: string[] };

/** The caller's connection, whose role draws the border, and the system's. */
export type Readers = { client: pg.PoolClient; writer: pg.Pool };

export type Step = {
  reading: Reading;
  readings: readonly Reading[];
  others: readonly Word[];
  within: string | undefined;
  /** The last one read before. */
  from: { term: string; area: string; entity: number } | undefined;
  batch: number;
};

/**
 * Reads the next stretch of the index, and of what it names the terms that matter. These are fetched id by id (hence
 * `offset 0`): left to itself the planner at times reads all terms of a common word instead.
 */
export async function readCandidates(readers: Readers, step: Step): Promise<Candidate[]> {
  const { client } = readers;
  const stretch = await readStretch(client, step);
  if (stretch.length === 0) return [];
  const meanings = [...step.readings, ...step.others.flatMap((word) => word.meanings)];
  const ids = [...new Set(stretch.map(({ entity }) => entity))];
  const ranges = meanings.flatMap(({ range, also = [] }) => [
    range,
    ...also.map((term): TermRange => ({ from: term, prefix: false })),
  ]);
  const terms = await termsOf(client, ids, ranges);
  const addresses = [
    step.reading,
    ...step.readings.filter((one) => one.living),
    ...step.others.flatMap((word) => word.meanings),
  ]
    .filter(({ as }) => as === 'address')
    .map(({ range }) => range);
  const homes = addresses.length > 0 ? await homeTermsOf(readers, ids, addresses) : new Map<number, string[]>();
  return stretch.map((row) => ({ ...row, terms: terms.get(row.entity) ?? [], homeTerms: homes.get(row.entity) ?? [] }));
}

async function readStretch(client: pg.PoolClient, { reading, within, from, batch }: Step) {
  const values: unknown[] = [];
  const p = (value: unknown) => `$${values.push(value)}`;
  const entity = reading.living ? 'l.from_entity' : 't.entity';
  const join = reading.living ? "join entity_link l on l.to_entity = t.entity and l.relation = 'lives_in'" : '';
  const where = [
    rangeSql('t.term', reading.range, p),
    within ? `t.area >= ${p(within)} and t.area < ${p(`${within}:`)}` : undefined,
    from ? `(t.term, t.area, ${entity}) > (${p(from.term)}, ${p(from.area)}, ${p(from.entity)})` : undefined,
  ];
  const { rows } = await client.query<{ term: string; area: string; entity: number }>(
    `select t.term, t.area, ${entity} as entity from entity_term t ${join}
     where ${where.filter(Boolean).join(' and ')} order by t.term, t.area, ${entity} limit ${p(batch)}`,
    values,
  );
  return rows;
}

async function termsOf(
  client: pg.PoolClient,
  ids: number[],
  ranges: readonly TermRange[],
): Promise<Map<number, string[]>> {
  const values: unknown[] = [ids];
  const p = (value: unknown) => `$${values.push(value)}`;
  const { rows } = await client.query<{ entity: number; term: string }>(
    `select i as entity, x.term from unnest($1::bigint[]) i
     cross join lateral (select term from entity_term where entity = i offset 0) x
     where ${ranges.map((range) => rangeSql('x.term', range, p)).join(' or ')}`,
    values,
  );
  return gather(rows);
}

async function homeTermsOf(
  { client, writer }: Readers,
  ids: number[],
  ranges: readonly TermRange[],
): Promise<Map<number, string[]>> {
  // who is seen, their links are seen: asked as the system, which spares looking at both ends of each
  const { rows: homes } = await writer.query<{ person: number; home: number }>(
    `select from_entity as person, to_entity as home from entity_link where from_entity = any($1) and relation = 'lives_in'`,
    [ids],
  );
  if (homes.length === 0) return new Map();
  const terms = await termsOf(client, [...new Set(homes.map(({ home }) => home))], ranges);
  return gather(homes.flatMap(({ person, home }) => (terms.get(home) ?? []).map((term) => ({ entity: person, term }))));
}

function gather(rows: readonly { entity: number; term: string }[]): Map<number, string[]> {
  const terms = new Map<number, string[]>();
  for (const { entity, term } of rows) {
    const own = terms.get(entity);
    if (own) own.push(term);
    else terms.set(entity, [term]);
  }
  return terms;
}
