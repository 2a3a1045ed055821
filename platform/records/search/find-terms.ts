import type pg from 'pg';
import { chooseLead } from './choose-lead.ts';
import { type Candidate, type Readers, readCandidates } from './read-candidates.ts';
import type { Meaning, Word } from './read-query.ts';
import { type Reading, spreadMeaning } from './spread-meaning.ts';
import { holds } from './term-range.ts';

/** Where a page ended: in which meaning, after which term. */
export type Place = { meaning: string; term: string; area: string; entity: number };
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

/** Terms read for one page before it is handed out as it is: keeps the worst query short. */
const MOST_READ = 2_500;

/**
 * Finds entities that fit every word, under the caller's role: row-level security draws the border. The index is read in
 * its own order (exact terms first), so a page costs the same however many follow.
 * @param words not empty
 * @returns at most `limit` entities; `next` where there may be more. A page may hold fewer than it could: the search
 *   stops reading after a fixed number of terms.
 */
export async function findTerms(
  readers: Readers,
  words: readonly Word[],
  filter: { kind: string | undefined; within: string | undefined },
  after: Place | undefined,
  limit: number,
): Promise<{ found: Found[]; next: Place | undefined }> {
  const { client } = readers;
  const [lead, others] = await chooseLead(client, words);
  const readings = lead.meanings.flatMap((meaning) => spreadMeaning(meaning, filter.kind, others.length > 0));
  const narrow = others.length > 0 || filter.kind !== undefined;
  const found: Found[] = [];
  let read = 0;
  let place = after;
  const start = after ? readings.findIndex((one) => nameOf(one) === after.meaning) : 0;
  if (start < 0) return { found, next: undefined }; // the base changed so much that the page no longer exists
  for (let i = start; i < readings.length; i++) {
    const reading = readings[i] as Reading;
    const meaning = nameOf(reading);
    for (let more = true; more; ) {
      // a common pair of words is found at once, a rare one late
      const batch = Math.min(1_000, narrow ? Math.max(100, read) : limit + 20 + read);
      const from = place?.meaning === meaning && place.term !== '' ? place : undefined;
      const candidates = await readCandidates(readers, {
        reading,
        readings,
        others,
        within: filter.within,
        from,
        batch,
      });
      const fitting = candidates.filter(
        (one) => standsHere(one, reading, readings.slice(0, i)) && fitsAll(one, others),
      );
      const entities = await readEntities(client, fitting, filter.kind);
      for (const { term, area, entity } of fitting) {
        const one = entities.get(entity);
        if (!one) continue;
        if (found.length === limit) return { found, next: place };
        found.push(one);
        entities.delete(entity);
        place = { meaning, term, area, entity };
      }
      read += candidates.length;
      more = candidates.length === batch;
      const last = candidates.at(-1);
      if (more && last) place = { meaning, term: last.term, area: last.area, entity: last.entity };
      if (more && (found.length === limit || read >= MOST_READ)) return { found, next: place };
    }
    const following = readings[i + 1];
    if (!following) break;
    place = { meaning: nameOf(following), term: '', area: '', entity: 0 };
    if (found.length === limit || read >= MOST_READ) return { found, next: place };
  }
  return { found, next: undefined };
}

/** Tells a reading in a page marker. */
const nameOf = ({ as, range, living }: Reading) => `${as}${living ? '+' : ''} ${range.from}`;

/** An entity stands where it is found first: not again for a later term of the range, nor for a later meaning. */
function standsHere(one: Candidate, reading: Reading, earlier: readonly Reading[]): boolean {
  const own = reading.living ? one.homeTerms : one.terms;
  if (own.some((term) => term !== one.term && holds(reading.range, term) && comesBefore(term, one.term))) return false;
  if (!fitsAlso(one, reading)) return false;
  return !earlier.some((before) => fits(before.living ? one.homeTerms : one.terms, before) && fitsAlso(one, before));
}

/** In the order of the index: by bytes. */
const comesBefore = (a: string, b: string) => Buffer.from(a).compare(Buffer.from(b)) < 0;

function fitsAll(one: Candidate, words: readonly Word[]): boolean {
  return words.every((word) =>
    word.meanings.some(
      (meaning) =>
        (fits(one.terms, meaning) && fitsAlso(one, meaning)) ||
        (meaning.as === 'address' && fits(one.homeTerms, meaning)),
    ),
  );
}

const fits = (terms: readonly string[], { range }: Meaning) => terms.some((term) => holds(range, term));
const fitsAlso = (one: Candidate, { also = [] }: Meaning) => also.every((term) => one.terms.includes(term));

/** By the ids alone: the planner holds a whole district for a small area and would read its index beside them. */
async function readEntities(
  client: pg.PoolClient,
  candidates: readonly Candidate[],
  kind: string | undefined,
): Promise<Map<number, Found>> {
  if (candidates.length === 0) return new Map();
  const { rows } = await client.query<Found>(
    `select e.* from unnest($1::bigint[]) i cross join lateral (
       select id, kind, label, area, fields, rows, minor, seen, merged_into from entity where id = i offset 0) e
     where e.merged_into is null and ($2::text is null or e.kind = $2)`,
    [candidates.map(({ entity }) => entity), kind ?? null],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
