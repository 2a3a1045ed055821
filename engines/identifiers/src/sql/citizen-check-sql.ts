import { CITIZEN_CHECKS, CITIZEN_WEIGHTS } from '../citizen-check-digit.ts';
import { PROVINCE_CODES } from '../provinces.ts';
import { bindSql, halfWidthSql } from './half-width-sql.ts';

/**
 * The same judgement as `checkCitizenNumber` as an SQL expression for DuckDB.
 * @param column an SQL expression of type text
 * @param today an SQL expression of type date: the last possible birth date
 * @returns an expression whose value is the reason, or NULL where the number is good; NULL counts as empty
 */
export function citizenCheckSql(column: string, today = '(now() + INTERVAL 8 HOUR)::DATE'): string {
  return `CASE WHEN ${column} IS NULL THEN 'empty' ELSE ${bindSql('n_', upgradeSql(clean(column)), judgeSql(today))} END`;
}

/** The normal form of 18 characters as an SQL expression; it means something only where `citizenCheckSql` is NULL. */
export function citizenNumberSql(column: string): string {
  return upgradeSql(clean(column));
}

function clean(column: string): string {
  const narrow = `upper(regexp_replace(${halfWidthSql(column)}, '[ \\t\\r\\n\\x{a0}-]', '', 'g'))`;
  return `CASE WHEN regexp_full_match(${column}, '[0-9]{17}[0-9X]') THEN ${column} ELSE ${narrow} END`;
}

/** Leaves a number that is not 15 digits as it is. */
function upgradeSql(text: string): string {
  const body = "left(o_, 6) || CASE WHEN right(o_, 3) >= '996' THEN '18' ELSE '19' END || right(o_, 9)";
  const upgraded = bindSql('b_', body, `b_ || ${checkSignSql('b_')}`);
  return bindSql('o_', text, `CASE WHEN regexp_full_match(o_, '[0-9]{15}') THEN ${upgraded} ELSE o_ END`);
}

/** Taken apart as one number: a third faster than seventeen substrings. */
function checkSignSql(digits: string): string {
  const sum = CITIZEN_WEIGHTS.map((weight, i) => `w_ // ${10 ** (16 - i)} % 10 * ${weight}`).join(' + ');
  return bindSql('w_', `left(${digits}, 17)::BIGINT`, `substr('${CITIZEN_CHECKS}', (${sum}) % 11 + 1, 1)`);
}

function judgeSql(today: string): string {
  const provinces = PROVINCE_CODES.map((code) => `'${code}'`).join(', ');
  const born = "try_strptime(substr(n_, 7, 8), '%Y%m%d')::DATE";
  return `CASE
    WHEN n_ = '' THEN 'empty'
    WHEN length(n_) = 15 THEN 'characters'
    WHEN length(n_) <> 18 THEN 'length'
    WHEN NOT regexp_full_match(n_, '[0-9]{17}[0-9X]') THEN 'characters'
    WHEN substr(n_, CASE WHEN left(n_, 1) = '9' THEN 2 ELSE 1 END, 2) NOT IN (${provinces}) THEN 'area'
    WHEN ${born} IS NULL OR substr(n_, 7, 4) < '1800' THEN 'date'
    WHEN ${born} > ${today} THEN 'future'
    WHEN ${checkSignSql('n_')} <> substr(n_, 18, 1) THEN 'check'
  END`;
}
