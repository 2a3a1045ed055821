/** Weights of the first 17 digits, and the last character by the weighted sum modulo 11 (GB 11643, ISO 7064 MOD 11-2). */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/**
 * Whether a citizen number has 18 characters and the right last one, as DuckDB expressions in two steps: the first
 * 17 digits as a number are worked out once and then taken apart.
 * @param number expression of the text · @param body name under which the first step stands for the second
 */
export function compileCitizenRight(number: string, body: string): { body: string; right: string } {
  const sum = WEIGHTS.map((weight, i) => `${weight} * (${body} // ${10 ** (16 - i)} % 10)`).join(' + ');
  return {
    body: `CASE WHEN length(${number}) = 18 THEN try_cast(left(${number}, 17) AS BIGINT) END`,
    right: `coalesce(substr('${CHECKS}', ((${sum}) % 11)::BIGINT + 1, 1) = right(${number}, 1), false)`,
  };
}
