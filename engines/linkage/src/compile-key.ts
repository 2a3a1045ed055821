/**
 * The key of a block as a DuckDB expression: a 64-bit hash of the rule's expressions, null where any of them is.
 * Two different values with one hash only cost a comparison more, never a wrong link.
 */
export function compileKey(on: readonly string[]): string {
  const unknown = on.map((expression) => `(${expression}) IS NULL`).join(' OR ');
  return `(CASE WHEN ${unknown} THEN NULL ELSE hash(${on.join(', ')}) END)`;
}
