import { quote } from '@gewu/identifiers/sql/half-width-sql';
import type { Source } from '../sources/declaration.ts';
import { rawColumn } from './columns.ts';
import { FATE } from './fate-sql.ts';
import { hiddenColumns, refColumn } from './hidden-columns.ts';

/** Rows of the file from (exclusive) to (inclusive), and the lines between which they stand. */
export type Range = { from: number; to: number; lowest: number; highest: number };

/** The rows of a range with what becomes of them. */
export const chunkRows = ({ from, to, lowest, highest }: Range, state: number) =>
  `fate f JOIN checked c ON c.line = f.line
   WHERE f.state = ${state} AND f.n > ${from} AND f.n <= ${to} AND c.line BETWEEN ${lowest} AND ${highest} AND f.line BETWEEN ${lowest} AND ${highest}`;

/**
 * Rows of one fate in the columns of `record`: id, source, key, hash, area, fields, batch, since.
 * @param first id that row 0 would have
 */
export function recordRowsSql(
  source: Source,
  rows: string,
  row: { first: number; source: number; batch: number; since: string },
): string {
  const hidden = new Set(hiddenColumns(source).map(({ index }) => index));
  const members = source.fields.map(({ column }, i) => {
    const open = `to_json(${rawColumn(i)})`;
    const ref = refColumn(i);
    const cell = hidden.has(i) ? `CASE WHEN ${ref} IS NOT NULL THEN '{"§":"' || ${ref} || '"}' ELSE ${open} END` : open;
    return `CASE WHEN ${rawColumn(i)} IS NOT NULL THEN ${quote(`${JSON.stringify(column)}:`)} || ${cell} END`;
  });
  return `SELECT coalesce(f.record, ${row.first} + f.n), ${row.source}, f.key, f.hash, f.area,
    '{' || concat_ws(',', ${members.join(', ')}) || '}', ${row.batch}, ${quote(row.since)} FROM ${rows}`;
}

/** Sensitive values of a range that PostgreSQL is not known to hold: id, kind, value; each once. */
export function newSecretsSql(source: Source, range: Range): string | undefined {
  const hidden = hiddenColumns(source);
  if (hidden.length === 0) return undefined;
  const all = hidden.flatMap(({ index, kind, value }) =>
    [FATE.inserted, FATE.updated].map(
      (state) =>
        `SELECT ${refColumn(index)} AS id, '${kind}' AS kind, ${value} AS value FROM ${chunkRows(range, state)} AND ${refColumn(index)} IS NOT NULL`,
    ),
  );
  return `SELECT id, any_value(kind) AS kind, any_value(value) AS value FROM (${all.join(' UNION ALL ')}) t
    ANTI JOIN secret_known k ON k.id = ('0x' || t.id)::UBIGINT GROUP BY t.id`;
}
