import { PHONE_PATTERNS } from '../phone-patterns.ts';
import { bindSql, halfWidthSql, quote } from './half-width-sql.ts';

const matches = (text: string, pattern: keyof typeof PHONE_PATTERNS) =>
  `regexp_matches(${text}, ${quote(PHONE_PATTERNS[pattern])})`;
const group = (text: string, pattern: keyof typeof PHONE_PATTERNS, index: number) =>
  `regexp_extract(${text}, ${quote(PHONE_PATTERNS[pattern])}, ${index})`;

/**
 * The same judgement as `checkPhone` as an SQL expression for DuckDB.
 * @param column an SQL expression of type text
 * @param areaCode given to a fixed number that has none, e.g. 029
 * @returns an expression whose value is the reason, or NULL where the number is good; NULL counts as empty
 */
export function phoneCheckSql(column: string, areaCode?: string): string {
  const judged = `CASE
    WHEN NOT ${matches('d_', 'digits')} THEN 'characters'
    WHEN ${matches('d_', 'mobile')} THEN CASE WHEN ${matches('d_', 'filler')} THEN 'filler' END
    WHEN ${matches('d_', 'service')} OR ${matches('d_', 'fixed')} THEN NULL
    WHEN ${matches('d_', 'hotline')} THEN 'hotline'
    WHEN ${matches('d_', 'local')} THEN 'no-area'
    WHEN length(d_) IN (11, 12) THEN 'prefix'
    ELSE 'length'
  END`;
  const digits = withAreaSql('p_', splitSql('p_', 1), areaCode);
  const read = `CASE WHEN p_ = '' THEN 'empty' ELSE ${bindSql('d_', digits, judged)} END`;
  const slow = bindSql('p_', plainSql(column), read);
  return `CASE WHEN ${column} IS NULL THEN 'empty'
    WHEN ${matches(column, 'mobile')} AND NOT ${matches(column, 'filler')} THEN NULL ELSE ${slow} END`;
}

/** The normal form as an SQL expression; it means something only where `phoneCheckSql` is NULL. */
export function phoneNumberSql(column: string, areaCode?: string): string {
  const fixed = `${group('d_', 'fixed', 1)} || ${group('d_', 'fixed', 3)} || '-' || ${group('d_', 'fixed', 2)} || ${group('d_', 'fixed', 4)}`;
  const extension = splitSql('p_', 3);
  const tail = `CASE WHEN ${extension} = '' THEN '' ELSE '-' || ${extension} END`;
  const number = `CASE WHEN ${matches('d_', 'fixed')} THEN ${fixed} || ${tail} ELSE d_ END`;
  const slow = bindSql('p_', plainSql(column), bindSql('d_', withAreaSql('p_', splitSql('p_', 1), areaCode), number));
  return `CASE WHEN ${matches(column, 'mobile')} THEN ${column} ELSE ${slow} END`;
}

function plainSql(column: string): string {
  const { junk, dashes } = PHONE_PATTERNS;
  const clean = `regexp_replace(${halfWidthSql(column)}, ${quote(junk)}, '', 'g')`;
  return `regexp_replace(${clean}, ${quote(dashes)}, '-', 'g')`;
}

/** Part 1 is the number without its extension, part 3 the extension or ''. */
function splitSql(plain: string, part: 1 | 3): string {
  const { country, bareCountry } = PHONE_PATTERNS;
  const home = `regexp_replace(regexp_replace(${plain}, ${quote(country)}, ''), ${quote(bareCountry)}, '\\1')`;
  const whole = part === 1 ? 'h_' : "''";
  const parts = `CASE WHEN ${matches('h_', 'wordExtension')} THEN ${group('h_', 'wordExtension', part)}
    WHEN ${matches('h_', 'dashExtension')} THEN ${group('h_', 'dashExtension', part)} ELSE ${whole} END`;
  return bindSql('h_', home, parts);
}

function withAreaSql(plain: string, number: string, areaCode: string | undefined): string {
  const known = ['mobile', 'service', 'hotline'] as const;
  const needsNone = known.map((pattern) => matches('f_', pattern)).join(' OR ');
  const local = areaCode === undefined ? '' : `WHEN ${matches('f_', 'local')} THEN ${quote(areaCode)} || f_`;
  const given = `CASE WHEN NOT ${matches('f_', 'digits')} OR ${needsNone} THEN f_
    WHEN ${matches(plain, 'country')} AND left(f_, 1) <> '0' THEN '0' || f_
    ${local} ELSE f_ END`;
  return bindSql('f_', `replace(${number}, '-', '')`, given);
}
