import type { Source } from '../sources/declaration.ts';
import { rawColumn, valueColumn } from './columns.ts';

/** What becomes of a row: it is not taken, is new, replaces an earlier version, or says what is known already. */
export const FATE = { refused: 0, inserted: 1, updated: 2, unchanged: 3 } as const;

/**
 * Makes `fate` (line, n = place in the file without gaps, key, hash, state, problems, record = that has the key already,
 * area) from `checked`, `unchanged` and what the store knows of the source. Of two good rows with one key the first is
 * taken.
 * @param source number of the source in the table `source`
 */
export function fateSql(declared: Source, source: number, district: string): string {
  const key = declared.fields.findIndex((field) => field.column === declared.key[0]);
  return `CREATE OR REPLACE TEMP TABLE fate AS
    WITH twice AS (
      SELECT key, min(line) AS line FROM checked WHERE problems = '' GROUP BY key HAVING count(*) > 1),
    known AS (SELECT key, hash, record, gone FROM row_state WHERE source = ${source})
    SELECT line, row_number() OVER (ORDER BY line)::INTEGER AS n, key, hash, state, problems, record, area FROM (
    SELECT c.line, c.key, c.hash,
      (CASE WHEN c.problems <> '' OR t.line < c.line THEN ${FATE.refused}
        WHEN k.record IS NULL THEN ${FATE.inserted}
        WHEN k.gone OR k.hash <> c.hash THEN ${FATE.updated}
        ELSE ${FATE.unchanged} END)::UTINYINT AS state,
      CASE WHEN c.problems = '' AND t.line < c.line THEN '${key}:duplicate ' ELSE c.problems END AS problems,
      k.record, ${areaSql(declared, district)} AS area
    FROM checked c LEFT JOIN twice t ON t.key = c.key LEFT JOIN known k ON k.key = c.key ${addressJoins(declared)}
    UNION ALL SELECT line, key, hash, ${FATE.unchanged}::UTINYINT, '', record, NULL FROM unchanged)
    ORDER BY n`;
}

/** Columns of the source that hold addresses, by their place in the declaration. */
export const addressColumns = (source: Source): number[] =>
  source.fields.flatMap(({ type }, i) => (type === 'address' ? [i] : []));

/** Joins what is known of each address column of `checked c` as a0, a1, … by the column's number. */
export function addressJoins(source: Source): string {
  return addressColumns(source)
    .map((i) => `LEFT JOIN address a${i} ON a${i}.text = c.${valueColumn(i)}`)
    .join(' ');
}

/** The deepest area that the row names: by code, else through its addresses, else the whole district. */
function areaSql(source: Source, district: string): string {
  const codes = source.fields.flatMap(({ type }, i) => (type === 'area' ? [`c.${valueColumn(i)}`] : []));
  const found = [...codes, ...addressColumns(source).map((i) => `a${i}.area`), `'${district}'`];
  return `coalesce(${found.join(', ')})`;
}

/** The raw cells of a row as an SQL list, for what is kept of a refused row. */
export const rawCells = (source: Source) => source.fields.map((_, i) => `c.${rawColumn(i)}`);
