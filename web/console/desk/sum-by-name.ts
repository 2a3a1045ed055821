export type NamedCount = { name: string; keys: string; count: number };

/**
 * Counts by state as the reader sees them: states of different loops that carry the same name are one, and its
 * filter (`keys`) asks for them all.
 * @param order states in the order of their loops; a state that none knows stands last
 */
export function sumByName(
  byState: Readonly<Record<string, number>>,
  order: readonly string[],
  nameOf: (state: string) => string,
): NamedCount[] {
  const named = new Map<string, { keys: string[]; count: number }>();
  for (const state of new Set([...order, ...Object.keys(byState)])) {
    const count = byState[state] ?? 0;
    const entry = named.get(nameOf(state)) ?? { keys: [], count: 0 };
    named.set(nameOf(state), { keys: [...entry.keys, ...(count > 0 ? [state] : [])], count: entry.count + count });
  }
  return [...named]
    .filter(([, { count }]) => count > 0)
    .map(([name, { keys, count }]) => ({ name, keys: keys.sort().join(','), count }));
}
