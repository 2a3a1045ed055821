import type pg from 'pg';
import type { Meaning, Word } from './read-query.ts';

/** Where a page ended: in which meaning, after which term. */
export type Place = { meaning: number; term: string; area: string; entity: number };
export type Found = {
  id: number;
  kind: string;
  label: string;
  area: string;
  fields: Record<string, unknown>;
  rows: number;
  minor: boolean;
  seen: string | null;
};
type Hit = Found & { term: string; at: string };
type Filter = { kind: string | undefined; within: string | undefined };

/** Terms read for one page before it is handed out as it is: keeps the worst query short. */
const MOST_READ = 8_000;
/** A word with fewer entities than this is looked through first. */
const FEW = 3_000;

/**
 * Finds entities that fit every word, under the caller's role: row-level security draws the border. The index is read in
 * its own order (exact terms first), so a page costs the same however many follow.
 * @param words not empty
 * @returns at most `limit` entities; `next` where there may be more. A page may hold fewer than it could: the search
 *   stops reading after a fixed number of terms.
 */
export async function findTerms(
  client: pg.PoolClient,
  words: readonly Word[],
  filter: Filter,
  after: Place | undefined,
  limit: number,
): Promise<{ found: Found[]; next: Place | undefined }> {
  const [lead, others] = await chooseLead(client, words);
  const meanings = lead.meanings.flatMap((meaning) => spread(meaning, filter.kind, words.length > 1));
  const found: Found[] = [];
  let read = 0;
  let place = after;
  for (let i = after?.meaning ?? 0; i < meanings.length; i++) {
    const meaning = meanings[i] as Reading;
    for (;;) {
      const batch = read === 0 && others.length === 0 && filter.kind === undefined ? limit + 20 : 1_000;
      const earlier = meanings.slice(0, i);
      const { hits, seen, last } = await readMeaning(client, {
        meaning,
        earlier,
        others,
        filter,
        after: place?.meaning === i ? place : undefined,
        batch,
      });
      for (const { term, at, ...hit } of hits) {
        if (found.length === limit) return { found, next: place };
        if (!found.some(({ id }) => id === hit.id)) found.push(hit);
        place = { meaning: i, term, area: at, entity: hit.id };
      }
      read += seen;
      if (seen < batch || !last) break;
      place = { meaning: i, ...last };
      if (found.length === limit || read >= MOST_READ) return { found, next: place };
    }
    place = { meaning: i + 1, term: '', area: '', entity: 0 };
    if (found.length === limit && i + 1 < meanings.length) return { found, next: place };
  }
  return { found, next: undefined };
}

/** A meaning as it is read: `living`, the people who live at the address instead of the address itself. */
type Reading = Meaning & { living?: boolean };

function spread(meaning: Meaning, kind: string | undefined, several: boolean): Reading[] {
  if (meaning.as !== 'address') return kind && !mayBe(meaning, kind) ? [] : [meaning];
  const living: Reading[] = several || /\d/.test(meaning.range.from) ? [{ ...meaning, living: true }] : [];
  if (kind === 'person') return [{ ...meaning, living: true }];
  return kind ? [meaning] : [meaning, ...living];
}

/** Which kinds can have such a term at all; spares reading the whole range for nothing. */
function mayBe({ as }: Meaning, kind: string): boolean {
  if (as === 'citizen' || as === 'child' || as === 'pinyin' || as === 'initials')
    return kind === 'person' || kind === 'organisation';
  if (as === 'part') return kind === 'organisation' || kind === 'place';
  return true;
}

/** The rarest word leads; the others are looked up for what it brings. Counting stops early. */
async function chooseLead(client: pg.PoolClient, words: readonly Word[]): Promise<[Word, Word[]]> {
  const [only, ...rest] = words;
  if (only === undefined) throw new Error('a search without words');
  if (rest.length === 0) return [only, []];
  const counts: number[] = [];
  for (const word of words) {
    const values: unknown[] = [];
    const parts = word.meanings.map(({ range }) => {
      values.push(range.from, range.to);
      return `(select from entity_term where term >= $${values.length - 1} and term < $${values.length} limit ${FEW})`;
    });
    const { rows } = await client.query<{ n: number }>(
      `select count(*) as n from (${parts.join(' union all ')}) t`,
      values,
    );
    counts.push(rows[0]?.n ?? 0);
  }
  const least = counts.indexOf(Math.min(...counts));
  return [words[least] as Word, words.filter((_, i) => i !== least)];
}

type Step = {
  meaning: Reading;
  earlier: readonly Reading[];
  others: readonly Word[];
  filter: Filter;
  after: Place | undefined;
  batch: number;
};

async function readMeaning(client: pg.PoolClient, step: Step) {
  const { meaning, earlier, others, filter, after, batch } = step;
  const values: unknown[] = [];
  const p = (value: unknown) => `$${values.push(value)}`;
  const within = filter.within ? `and t.area >= ${p(filter.within)} and t.area < ${p(`${filter.within}:`)}` : '';
  const from = `t.term >= ${p(meaning.range.from)} and t.term < ${p(meaning.range.to)} ${within}`;
  const entity = meaning.living ? 'l.from_entity' : 't.entity';
  const keyset = after?.term
    ? `and (t.term, t.area, ${entity}) > (${p(after.term)}, ${p(after.area)}, ${p(after.entity)})`
    : '';
  // of a home the first fitting term stands for it; its longer ones would name its people again
  const living = meaning.living
    ? `join entity_link l on l.to_entity = t.entity and l.relation = 'lives_in' and not exists (select from entity_term x where x.entity = t.entity and x.term >= ${p(meaning.range.from)} and x.term < t.term)`
    : '';
  const size = p(batch);
  // an entity stands where it was first found: not again for a later term or a later meaning
  const once = [
    meaning.living
      ? ''
      : `and not exists (select from entity_term x where x.entity = s.entity and x.term >= ${p(meaning.range.from)} and x.term < s.term)`,
    ...earlier.filter((one) => !one.living).map((one) => `and not ${fits('s.entity', one, p)}`),
    ...(meaning.also ?? []).map(
      (term) => `and exists (select from entity_term x where x.entity = s.entity and x.term = ${p(term)})`,
    ),
    ...others.map((word) => `and (${word.meanings.map((one) => fits('s.entity', one, p, true)).join(' or ')})`),
    filter.kind ? `and e.kind = ${p(filter.kind)}` : '',
  ];
  const { rows } = await client.query<
    Hit & { seen_terms: number; last: { term: string; area: string; entity: number } | null }
  >(
    `with s as materialized (
       select t.term, t.area, ${entity} as entity from entity_term t ${living}
       where ${from} ${keyset} order by t.term, t.area, ${entity} limit ${size}),
     state as (select count(*)::int as seen_terms,
       (select json_build_object('term', term, 'area', area, 'entity', entity) from s order by term desc, area desc, entity desc limit 1) as last from s),
     hit as (select e.id, e.kind, e.label, e.area, e.fields, e.rows, e.minor, e.seen, s.term, s.area as at
       from s join entity e on e.id = s.entity and e.merged_into is null where true ${once.join(' ')})
     select state.*, hit.* from state left join hit on true order by hit.term, hit.at, hit.id`,
    values,
  );
  const hits = rows.filter((row) => row.id !== null).map(({ seen_terms: _, last: __, ...hit }) => hit);
  return { hits, seen: rows[0]?.seen_terms ?? 0, last: rows[0]?.last ?? null };
}

/** The condition that an entity, or the home of a person, has a term of a meaning. */
function fits(entity: string, meaning: Meaning, p: (value: unknown) => string, orHome = false): string {
  const range = (x: string) => `${x}.term >= ${p(meaning.range.from)} and ${x}.term < ${p(meaning.range.to)}`;
  const also = (meaning.also ?? [])
    .map((term) => `and exists (select from entity_term y where y.entity = ${entity} and y.term = ${p(term)})`)
    .join(' ');
  const direct = `exists (select from entity_term x where x.entity = ${entity} and ${range('x')} ${also})`;
  if (!orHome || meaning.as !== 'address') return direct;
  return `(${direct} or exists (select from entity_link h join entity_term x on x.entity = h.to_entity where h.from_entity = ${entity} and h.relation = 'lives_in' and ${range('x')}))`;
}
