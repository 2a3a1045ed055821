import { citizenCheckSql, citizenNumberSql } from '@gewu/identifiers/sql/citizen-check-sql';
import { quote } from '@gewu/identifiers/sql/half-width-sql';
import { phoneCheckSql, phoneNumberSql } from '@gewu/identifiers/sql/phone-check-sql';
import { usccCheckSql, usccCodeSql } from '@gewu/identifiers/sql/uscc-check-sql';
import type { SourceField } from '../sources/declaration.ts';

/** How a cell is judged and brought into its normal form, as SQL expressions of DuckDB over the raw text. */
export type ValueSql = {
  /** Reason why the value cannot be right, or NULL. */
  reason: string;
  /** Normal form; means something only where there is no reason. */
  value: string;
};

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
 * @param today an SQL expression of type date
 * @returns undefined where the text is taken as it is
 */
export function valueSql(field: SourceField, column: string, today: string): ValueSql | undefined {
  const names = field.targets.map(({ part, field: name }) => `${part.kind}.${name}`);
  switch (field.type) {
    case 'citizen':
      return { reason: citizenCheckSql(column, today), value: citizenNumberSql(column) };
    case 'phone':
      return { reason: phoneCheckSql(column), value: phoneNumberSql(column) };
    case 'uscc':
      return { reason: usccCheckSql(column), value: usccCodeSql(column) };
    case 'date':
      return dateSql(
        column,
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

/** 1990-01-01, 1990/1/1, 1990.1.1, 19900101, 1990年1月1日, with or without a time, and the day numbers of Excel. */
function dateSql(column: string, today: string, mayLieAhead: boolean): ValueSql {
  const spelled = `regexp_replace(regexp_replace(${column}, '[年月./]', '-', 'g'), '日.*$', '')`;
  const value = `CASE
    WHEN regexp_full_match(${column}, '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN TRY_CAST(${column} AS DATE)
    WHEN regexp_full_match(${column}, '[0-9]{8}') THEN TRY_CAST(left(${column}, 4) || '-' || substr(${column}, 5, 2) || '-' || right(${column}, 2) AS DATE)
    WHEN regexp_full_match(${column}, '[0-9]{5}(\\.[0-9]+)?') THEN DATE '1899-12-30' + TRY_CAST(left(${column}, 5) AS INTEGER)
    WHEN regexp_full_match(${column}, '[0-9]{4}[-年./][0-9]{1,2}[-月./][0-9]{1,2}(日.*|[ T].*)?')
      THEN TRY_CAST(regexp_extract(${spelled}, '^[0-9]+-[0-9]+-[0-9]+') AS DATE) END`;
  const latest = mayLieAhead ? `${today} + INTERVAL 100 YEAR` : `${today} + INTERVAL 1 DAY`;
  return {
    reason: `CASE WHEN (${value}) IS NULL THEN 'form' WHEN (${value}) > ${latest} THEN 'future' WHEN (${value}) < DATE '1850-01-01' THEN 'early' END`,
    value,
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
