import { ORGANISATION_WEIGHTS, USCC_SIGNS, USCC_WEIGHTS } from '../check-uscc.ts';
import { bindSql, halfWidthSql } from './half-width-sql.ts';

/**
 * The same judgement as `checkUscc` as an SQL expression for DuckDB.
 * @param column an SQL expression of type text
 * @returns an expression whose value is the reason, or NULL where the code is good; NULL counts as empty
 */
export function usccCheckSql(column: string): string {
  const sum = USCC_WEIGHTS.map((weight, i) => `${valueSql('n_', i + 1)} * ${weight}`).join(' + ');
  const judged = `CASE
    WHEN n_ = '' THEN 'empty'
    WHEN length(n_) <> 18 THEN 'length'
    WHEN NOT regexp_full_match(n_, '[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}') THEN 'characters'
    WHEN substr('${USCC_SIGNS}', (31 - (${sum}) % 31) % 31 + 1, 1) <> substr(n_, 18, 1) THEN 'check'
  END`;
  return `CASE WHEN ${column} IS NULL THEN 'empty' ELSE ${bindSql('n_', usccCodeSql(column), judged)} END`;
}

/** The normal form as an SQL expression; it means something only where `usccCheckSql` is NULL. */
export function usccCodeSql(column: string): string {
  return `upper(regexp_replace(${halfWidthSql(column)}, '[ \\t\\r\\n\\x{a0}-]', '', 'g'))`;
}

/** Whether the organisation code within a good code fits its own check sign, as an SQL expression; see `Uscc.warnings`. */
export function usccInnerCheckSql(column: string): string {
  const asHere = ORGANISATION_WEIGHTS.map((weight, i) => `${valueSql('n_', i + 9)} * ${weight}`).join(' + ');
  const asAlphabet = ORGANISATION_WEIGHTS.map((weight, i) => {
    const sign = `ascii(substr(n_, ${i + 9}, 1))`;
    return `(${sign} - CASE WHEN ${sign} < 58 THEN 48 ELSE 55 END) * ${weight}`;
  }).join(' + ');
  const signOf = (sum: string) => `substr('0X987654321', (${sum}) % 11 + 1, 1)`;
  return bindSql('n_', usccCodeSql(column), `substr(n_, 17, 1) IN (${signOf(asHere)}, ${signOf(asAlphabet)})`);
}

function valueSql(code: string, position: number): string {
  return `(position(substr(${code}, ${position}, 1) IN '${USCC_SIGNS}') - 1)`;
}
