import { quote } from '@gewu/identifiers/sql/half-width-sql';
import type { Part, Source, SourceField } from '../sources/declaration.ts';
import { valueSql } from './value-sql.ts';

/** Age under which every personal field is sensitive (PIPL Art. 28). */
const CHILD_UNTIL = 14;

/** Name of the column with the cell as it came, and of the one with its normal form where it has another. */
export const rawColumn = (index: number) => `c${index}`;
export const valueColumn = (index: number) => `v${index}`;

/** The column that holds the value of a field in the table `checked`. */
export function checkedColumn(source: Source, field: SourceField): string {
  const index = source.fields.indexOf(field);
  return valueSql(field, '', '') ? valueColumn(index) : rawColumn(index);
}

/**
 * One statement that judges all rows of a source. It reads `staged` (line, torn, c0, c1, … in the order of the
 * declaration, NULL where empty) and makes `checked`:
 *
 * - line, the raw cells, and v… of every column that has a normal form (NULL where empty or not right)
 * - problems: '' or the reasons why the row is not taken, 'column:code' apart by spaces; column -1 is the whole row
 * - warnings: how many values were left out that nobody requires
 * - key, hash: keyed hashes of the source's own key and of all cells
 * - seen: when the department last saw the fact; minor: whether one of its people is under 14
 *
 * @param today an SQL expression of type date: the day of the batch
 */
export function checkSql(source: Source, today: string): string {
  const judged = source.fields.map((field, i) => ({ field, i, sql: valueSql(field, rawColumn(i), today) }));
  const typed = judged.flatMap(({ field, i, sql }) => (sql ? [{ field, i, sql }] : []));
  const raw = source.fields.map((_, i) => rawColumn(i));
  const reasons = typed.map(({ i, sql }) => `CASE WHEN ${rawColumn(i)} IS NOT NULL THEN ${sql.reason} END AS r${i}`);
  const values = typed.map(
    ({ i, sql }) =>
      `CASE WHEN ${rawColumn(i)} IS NOT NULL AND r${i} IS NULL THEN ${sql.value} END AS ${valueColumn(i)}`,
  );
  const normal = typed.map(({ i }) => valueColumn(i));
  const isTyped = new Set(typed.map(({ i }) => i));
  const problems = judged
    .filter(({ field }) => field.required)
    .map(({ field, i }) => {
      const wrong = isTyped.has(i) ? ` WHEN r${i} IS NOT NULL THEN '${i}:${field.type}.' || r${i} || ' '` : '';
      return `CASE WHEN ${rawColumn(i)} IS NULL THEN '${i}:required '${wrong} ELSE '' END`;
    });
  const warnings = typed.filter(({ field }) => !field.required).map(({ i }) => `(r${i} IS NOT NULL)::UTINYINT`);
  const keys = source.key.map((column) => rawColumn(source.fields.findIndex((field) => field.column === column)));
  const seen = source.fields.findIndex((field) => field.column === source.seen);
  return `CREATE OR REPLACE TEMP TABLE checked AS
    SELECT line, torn, ${[...raw, ...normal].join(', ')},
      CASE WHEN torn IS NOT NULL THEN '-1:columns ' ELSE ${problems.join(' || ') || "''"} END AS problems,
      (${warnings.join(' + ') || '0'})::UTINYINT AS warnings,
      row_hash(concat_ws(chr(31), ${keys.map((key) => `nullif(${key}, '')`).join(', ')})) AS key,
      row_hash(concat_ws(chr(31), ${raw.map((name) => `coalesce(${name}, '')`).join(', ')})) AS hash,
      ${seen < 0 ? today : `coalesce(${valueColumn(seen)}, ${today})`} AS seen,
      ${minorSql(source, today)} AS minor
    FROM (SELECT line, torn, ${[...raw, ...typed.map(({ i }) => `r${i}`), ...values].join(', ')}
      FROM (SELECT line, torn, ${[...raw, ...reasons].join(', ')} FROM staged))`;
}

/** Whether anybody the row speaks of is known to be under 14. */
function minorSql(source: Source, today: string): string {
  const births = source.parts.filter(({ kind }) => kind === 'person').map((part) => birthSql(source, part));
  const known = births.filter((sql) => sql !== 'NULL');
  if (known.length === 0) return 'false';
  return `coalesce(greatest(${known.join(', ')}) > ${today} - INTERVAL ${CHILD_UNTIL} YEAR, false)`;
}

/** Birth date of a person of the row: as said, else from the citizen number. */
export function birthSql(source: Source, part: Part): string {
  const [said, number] = [fieldSql(source, part, 'birth'), fieldSql(source, part, 'citizen')];
  const fromNumber =
    number === 'NULL'
      ? 'NULL'
      : `TRY_CAST(substr(${number}, 7, 4) || '-' || substr(${number}, 11, 2) || '-' || substr(${number}, 13, 2) AS DATE)`;
  return said === 'NULL' ? fromNumber : fromNumber === 'NULL' ? said : `coalesce(${said}, ${fromNumber})`;
}

/** Value of a field of one part of the row in `checked`: the first column that fills it; 'NULL' where none does. */
export function fieldSql(source: Source, part: Part, name: string): string {
  const columns = source.fields
    .filter(({ targets }) => targets.some((target) => target.part === part && target.field === name))
    .map((field) => checkedColumn(source, field));
  return columns.length > 1 ? `coalesce(${columns.join(', ')})` : (columns[0] ?? 'NULL');
}

/** A date as an SQL expression. */
export const daySql = (day: string) => `DATE ${quote(day)}`;
