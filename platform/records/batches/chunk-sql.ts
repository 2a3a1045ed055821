import { quote } from '@gewu/identifiers/sql/half-width-sql';
import type { Source, SourceField } from '../sources/declaration.ts';
import { checkedColumn, rawColumn } from './check-sql.ts';
import { FATE } from './fate-sql.ts';

/** Under which kind a sensitive value of the column is named: that of the base field it fills. */
const refKind = (field: SourceField) => field.targets[0]?.field ?? 'text';

type Hidden = { index: number; kind: string; when: string; value: string };

/** Columns whose values are kept apart, sealed: sensitive ones, and in a child's row every personal one. */
function hiddenColumns(source: Source): Hidden[] {
  return source.fields.flatMap((field, index) => {
    if (field.class !== 'sensitive' && field.class !== 'personal') return [];
    const raw = rawColumn(index);
    const column = checkedColumn(source, field);
    return [
      {
        index,
        kind: refKind(field),
        when: field.class === 'sensitive' ? `${raw} IS NOT NULL` : `minor AND ${raw} IS NOT NULL`,
        value: column === raw ? raw : `coalesce(${column}::VARCHAR, ${raw})`,
      },
    ];
  });
}

/**
 * Makes the temporary table of one chunk: rows n in (from, to] that are to be written or refused, with the names of
 * their sensitive values.
 * @param first id that the row n = 0 would have
 */
export function chunkSql(source: Source, table: string, first: number, from: number, to: number): string {
  const refs = hiddenColumns(source).map(
    ({ index, kind, when, value }) => `CASE WHEN ${when} THEN keyed('${kind}', ${value}) END AS s${index}`,
  );
  return `CREATE OR REPLACE TEMP TABLE ${table} AS
    SELECT f.n, f.state, f.problems AS why, coalesce(f.record, ${first} + f.n) AS record, f.hash AS row_hash, f.key AS row_key, f.area AS row_area,
      c.* EXCLUDE (key, hash, problems, warnings)${refs.length > 0 ? `, ${refs.join(', ')}` : ''}
    FROM fate f JOIN checked c ON c.line = f.line
    WHERE f.n > ${from} AND f.n <= ${to} AND f.state <> ${FATE.unchanged}
      AND c.line BETWEEN (SELECT min(line) FROM fate WHERE n > ${from} AND n <= ${to}) AND (SELECT max(line) FROM fate WHERE n > ${from} AND n <= ${to})`;
}

/** Rows of the chunk in the columns of `record`: id, source, key, hash, area, fields, batch, since. */
export function recordRowsSql(
  source: Source,
  table: string,
  number: number,
  batch: number,
  since: string,
  state: number,
): string {
  const hidden = new Set(hiddenColumns(source).map(({ index }) => index));
  const members = source.fields.map(({ column }, i) => {
    const open = `to_json(${rawColumn(i)})`;
    const cell = hidden.has(i) ? `CASE WHEN s${i} IS NOT NULL THEN '{"§":"' || s${i} || '"}' ELSE ${open} END` : open;
    return `CASE WHEN ${rawColumn(i)} IS NOT NULL THEN ${quote(`${JSON.stringify(column)}:`)} || ${cell} END`;
  });
  return `SELECT record, ${number}, row_key, row_hash, row_area, '{' || concat_ws(',', ${members.join(', ')}) || '}', ${batch}, ${quote(since)}
    FROM ${table} WHERE state = ${state} ORDER BY row_key`;
}

/** Sensitive values of the chunk that PostgreSQL is not known to hold: id, kind, value; each once. */
export function newSecretsSql(source: Source, table: string): string | undefined {
  const hidden = hiddenColumns(source);
  if (hidden.length === 0) return undefined;
  const all = hidden.map(
    ({ index, kind, value }) =>
      `SELECT s${index} AS id, '${kind}' AS kind, ${value} AS value FROM ${table} WHERE s${index} IS NOT NULL AND state <> ${FATE.refused}`,
  );
  return `SELECT id, any_value(kind) AS kind, any_value(value) AS value FROM (${all.join(' UNION ALL ')})
    WHERE ('0x' || id)::UBIGINT NOT IN (SELECT id FROM secret_known) GROUP BY id`;
}
