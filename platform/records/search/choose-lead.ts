import type pg from 'pg';
import type { Word } from './read-query.ts';
import { rangeSql } from './term-range.ts';

/** Counting stops here: two words that are both this common are read in the order they were typed. */
const MANY = 10_000;

/**
 * The rarest word leads; the others are looked up for what it brings. Meanings that nothing in sight has are left out,
 * all by one question; a word may then mean nothing, and nothing fits.
 */
export async function chooseLead(client: pg.PoolClient, words: readonly Word[]): Promise<[lead: Word, others: Word[]]> {
  const [only] = words;
  if (only === undefined) throw new Error('a search without words');
  if (words.length === 1 && only.meanings.length < 3) return [only, []];
  const most = words.length === 1 ? 1 : MANY;
  const values: unknown[] = [];
  const p = (value: unknown) => `$${values.push(value)}`;
  const counts = words.flatMap(({ meanings }) =>
    meanings.map(
      ({ range }) =>
        `(select count(*) from (select from entity_term where ${rangeSql('term', range, p)} limit ${most}) t)`,
    ),
  );
  const { rows } = await client.query<{ n: number[] }>(`select array[${counts.join(', ')}]::int[] as n`, values);
  let at = 0;
  const counted = words.map((word) => {
    const found = word.meanings.map((meaning) => ({ meaning, n: rows[0]?.n[at++] ?? 0 }));
    const meanings = found.filter(({ n }) => n > 0).map(({ meaning }) => meaning);
    return { word: { ...word, meanings }, n: found.reduce((sum, { n }) => sum + n, 0) };
  });
  const least = counted.reduce((a, b) => (b.n < a.n ? b : a));
  return [least.word, counted.filter((one) => one !== least).map(({ word }) => word)];
}
