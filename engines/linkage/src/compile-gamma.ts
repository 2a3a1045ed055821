import { compileTest } from './compile-test.ts';
import { quoteName } from './run-sql.ts';
import type { Comparison } from './types.ts';

/**
 * The level at which two rows `l` and `r` stand, as a DuckDB expression of type TINYINT: −1 unknown, 0 the first
 * declared level, and the number of declared levels where none holds.
 */
export function compileGamma(comparison: Comparison): string {
  const fields = [comparison.field, ...(comparison.also ?? [])];
  const unknown = fields.map((field) => `(l.${quoteName(field)} = r.${quoteName(field)}) IS NULL`).join(' AND ');
  const whens = comparison.levels.map(({ when }, level) => `WHEN ${compileTest(when, comparison.field)} THEN ${level}`);
  return `(CASE WHEN ${unknown} THEN -1 ${whens.join(' ')} ELSE ${comparison.levels.length} END)::TINYINT`;
}
