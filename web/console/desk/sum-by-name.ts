export type NamedCount = { name: string; keys: string; count: number };

/**
 * Counts by state as the reader sees them: states of different loops that carry the same name are one, and its
 * filter (`keys`) asks for them all.
 */
export function sumByName(byState: Readonly<Record<string, number>>, nameOf: (state: string) => string): NamedCount[] {
  const named = new Map<string, { keys: string[]; count: number }>();
  for (const [state, count] of Object.entries(byState)) {
    const entry = named.get(nameOf(state)) ?? { keys: [], count: 0 };
    named.set(nameOf(state), { keys: [...entry.keys, state], count: entry.count + count });
  }
  return [...named]
    .filter(([, { count }]) => count > 0)
    .map(([name, { keys, count }]) => ({ name, keys: keys.sort().join(','), count }));
}
