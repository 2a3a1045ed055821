import { quote } from '@gewu/identifiers/sql/half-width-sql';
import type { Part, Source } from '../sources/declaration.ts';
import { checkedColumn, rawColumn, valueColumn } from './columns.ts';
import { dictionaryTable, isDictionaryType } from './dictionary-sql.ts';
import { hiddenColumns, refColumn } from './hidden-columns.ts';
import { rowHashes } from './unchanged-sql.ts';
import { dictionaryAlias, valueSql } from './value-sql.ts';

/** Age under which every personal field is sensitive (PIPL Art. 28). */
const CHILD_UNTIL = 14;

/**
 * One statement that judges all rows of a source. It reads `staged` (line, torn, c0, c1, … in the order of the
 * declaration, NULL where empty) and the dictionaries, and makes `checked`:
 *
 * - line, the raw cells, and v… of every column that has a normal form (NULL where empty or not right)
 * - s… of every column whose values are kept apart: the name of the sealed value
 * - problems: '' or the reasons why the row is not taken, 'column:code' apart by spaces; column -1 is the whole row
 * - warnings: how many values were left out that nobody requires
 * - key, hash: keyed hashes of the source's own key and of all cells
 * - seen: when the department last saw the fact; minor: whether one of its people is under 14
 *
 * @param today an SQL expression of type date: the day of the batch
 */
export function checkSql(source: Source, today: string): string {
  const typed = source.fields.flatMap((field, i) => {
    const sql = valueSql(field, rawColumn(i), dictionaryAlias(i), today);
    return sql ? [{ field, i, sql }] : [];
  });
  const raw = source.fields.map((_, i) => rawColumn(i));
  const joins = source.fields.flatMap(({ type }, i) =>
    isDictionaryType(type)
      ? [`LEFT JOIN ${dictionaryTable(type)} ${dictionaryAlias(i)} ON ${dictionaryAlias(i)}.text = ${rawColumn(i)}`]
      : [],
  );
  const hidden = hiddenColumns(source);
  const known = hidden.flatMap(({ index, ref }) => (ref.startsWith('keyed') ? [] : [{ index, ref }]));
  const judged = [
    ...raw,
    ...typed.map(({ i, sql }) => `CASE WHEN ${rawColumn(i)} IS NOT NULL THEN ${sql.reason} END AS r${i}`),
    ...typed.map(({ i, sql }) => `CASE WHEN ${rawColumn(i)} IS NOT NULL THEN ${sql.value} END AS n${i}`),
    ...known.map(({ index, ref }) => `${dictionaryAlias(index)}.ref AS ${ref}`),
  ];
  const valued = [
    ...raw,
    ...typed.map(({ i }) => `r${i}`),
    ...typed.map(({ i }) => `CASE WHEN r${i} IS NULL THEN n${i} END AS ${valueColumn(i)}`),
    ...known.map(({ ref }) => ref),
  ];
  const { key, hash } = rowHashes(source);
  const seen = source.fields.findIndex((field) => field.column === source.seen);
  const shown = [
    ...raw,
    ...typed.map(({ i }) => valueColumn(i)),
    ...known.map(({ ref }) => ref),
    `${problemsSql(source, new Set(typed.map(({ i }) => i)))} AS problems`,
    `(${['0', ...typed.filter(({ field }) => !field.required).map(({ i }) => `(r${i} IS NOT NULL)::UTINYINT`)].join(' + ')})::UTINYINT AS warnings`,
    `${key} AS key`,
    `${hash} AS hash`,
    `${seen < 0 ? today : `coalesce(${valueColumn(seen)}, ${today})`} AS seen`,
    `${minorSql(source, today)} AS minor`,
  ];
  const refs = hidden.map(({ index, when, ref }) => `CASE WHEN ${when} THEN ${ref} END AS ${refColumn(index)}`);
  const exclude = known.length > 0 ? ` EXCLUDE (${known.map(({ ref }) => ref).join(', ')})` : '';
  return `CREATE OR REPLACE TEMP TABLE checked AS
    SELECT *${exclude}${refs.map((ref) => `, ${ref}`).join('')}
    FROM (SELECT line, torn, ${shown.join(', ')}
      FROM (SELECT line, torn, ${valued.join(', ')}
        FROM (SELECT line, torn, ${judged.join(', ')} FROM staged ${joins.join(' ')})))`;
}

function problemsSql(source: Source, typed: ReadonlySet<number>): string {
  const problems = source.fields.flatMap((field, i) => {
    if (!field.required) return [];
    const wrong = typed.has(i) ? ` WHEN r${i} IS NOT NULL THEN '${i}:${field.type}.' || r${i} || ' '` : '';
    return [`CASE WHEN ${rawColumn(i)} IS NULL THEN '${i}:required '${wrong} ELSE '' END`];
  });
  return `CASE WHEN torn IS NOT NULL THEN '-1:columns ' ELSE ${problems.join(' || ') || "''"} END`;
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
  if (number === 'NULL') return said;
  const fromNumber = `TRY_CAST(substr(${number}, 7, 4) || '-' || substr(${number}, 11, 2) || '-' || substr(${number}, 13, 2) AS DATE)`;
  return said === 'NULL' ? fromNumber : `coalesce(${said}, ${fromNumber})`;
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
