import { quote } from '@gewu/identifiers/sql/half-width-sql';
import { usccCheckSql, usccCodeSql } from '@gewu/identifiers/sql/uscc-check-sql';
import type { SourceField } from '../sources/declaration.ts';

/** How a cell is judged and brought into its normal form, as SQL expressions of DuckDB over the raw text. */
export type ValueSql = {
  /** Reason why the value cannot be right, or NULL. */
  reason: string;
  /** Normal form; means something only where there is no reason. */
  value: string;
};

/** Alias of the dictionary's row for a column, see dictionary-sql.ts. */
export const dictionaryAlias = (index: number) => `k${index}`;

/** Fields that may rightly lie ahead; every other date is of something that has happened. */
const MAY_LIE_AHEAD = new Set(['permit_until']);
/** Names of people: spaces have no meaning in them, and the dot of minority names has many look-alikes. */
const PERSON_NAMES = new Set([
  'person.name',
  'person.former_name',
  'organisation.legal_representative',
  'place.responsible',
]);
const COMPONENT_ID = '[0-9]{16,18}'; // 17 digits by GB/T 47678.5, 16 by the standard before it

/**
 * @param column an SQL name of type text; NULL where the cell is empty
 * @param known alias of the column's row in its dictionary, for types that have one
 * @param today an SQL expression of type date
 * @returns undefined where the text is taken as it is
 */
export function valueSql(field: SourceField, column: string, known: string, today: string): ValueSql | undefined {
  const names = field.targets.map(({ part, field: name }) => `${part.kind}.${name}`);
  switch (field.type) {
    case 'citizen':
      return {
        reason: `coalesce(${known}.reason, CASE WHEN ${known}.born > ${today} THEN 'future' END)`,
        value: `${known}.value`,
      };
    case 'phone':
      return { reason: `${known}.reason`, value: `${known}.value` };
    case 'uscc':
      return { reason: usccCheckSql(column), value: usccCodeSql(column) };
    case 'date':
      return dateSql(
        known,
        today,
        field.targets.some((target) => MAY_LIE_AHEAD.has(target.field)),
      );
    case 'number':
      return numberSql(field, column);
    case 'code':
      return codeSql(field, column);
    case 'area':
      return { reason: `CASE WHEN ${column} NOT IN (SELECT code FROM area_code) THEN 'unknown' END`, value: column };
    case 'component':
      return { reason: `CASE WHEN NOT regexp_full_match(${column}, '${COMPONENT_ID}') THEN 'form' END`, value: column };
    case 'address':
      return {
        reason: `CASE WHEN length(${column}) > 200 THEN 'long' WHEN length(${column}) < 3 THEN 'short' END`,
        value: column,
      };
    case 'text':
      return names.some((name) => PERSON_NAMES.has(name)) ? nameSql(column) : undefined;
  }
}

function nameSql(column: string): ValueSql {
  const plain = `regexp_replace(regexp_replace(${column}, '[\\s\\x{3000}]+', '', 'g'), '[•・‧．∙]', '·', 'g')`;
  return {
    reason: `CASE WHEN length(${column}) > 60 THEN 'long' WHEN regexp_matches(${column}, '[0-9@<>{}]') THEN 'name' END`,
    value: `CASE WHEN regexp_matches(${column}, '[\\s\\x{3000}•・‧．∙]') THEN ${plain} ELSE ${column} END`,
  };
}

function dateSql(known: string, today: string, mayLieAhead: boolean): ValueSql {
  const latest = mayLieAhead ? `${today} + INTERVAL 100 YEAR` : `${today} + INTERVAL 1 DAY`;
  return {
    reason: `CASE WHEN ${known}.value IS NULL THEN 'form' WHEN ${known}.value > ${latest} THEN 'future' WHEN ${known}.value < DATE '1850-01-01' THEN 'early' END`,
    value: `${known}.value`,
  };
}

const RANGES: Readonly<Record<string, [least: number, most: number]>> = {
  lon: [70, 140],
  lat: [0, 60],
  built: [1500, 2200],
};

function numberSql(field: SourceField, column: string): ValueSql {
  const value = `TRY_CAST(replace(replace(${column}, ',', ''), '，', '') AS DOUBLE)`;
  const range = RANGES[field.targets[0]?.field ?? ''];
  const outside = range ? ` WHEN (${value}) NOT BETWEEN ${range[0]} AND ${range[1]} THEN 'range'` : '';
  return { reason: `CASE WHEN (${value}) IS NULL OR NOT isfinite(${value}) THEN 'form'${outside} END`, value };
}

function codeSql(field: SourceField, column: string): ValueSql {
  const whens = Object.entries(field.values).map(([said, code]) => `WHEN ${quote(said)} THEN ${quote(code)}`);
  const codes = field.codes.map(quote).join(', ');
  const asItStands = `CASE WHEN ${column} IN (${codes}) THEN ${column} END`;
  const value = whens.length > 0 ? `CASE ${column} ${whens.join(' ')} ELSE ${asItStands} END` : asItStands;
  return { reason: `CASE WHEN (${value}) IS NULL THEN 'unknown' END`, value };
}
