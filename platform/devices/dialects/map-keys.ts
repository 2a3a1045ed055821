import type { Dialect, KeyRule } from './dialect-types.ts';

/**
 * Gives foreign values the names and values that a profile knows. What no rule names keeps its name; a null says that
 * nothing is known yet and is left out. Where two become one key, the one that a rule renamed wins.
 * @param profile key of the profile that the device has
 */
export function mapKeys(
  dialect: Pick<Dialect, 'keys'>,
  profile: string,
  raw: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const rules = new Map<string, KeyRule>([
    ...Object.entries(dialect.keys?.['*'] ?? {}),
    ...Object.entries((dialect.keys && Object.hasOwn(dialect.keys, profile) && dialect.keys[profile]) || {}),
  ]);
  const kept = new Map<string, unknown>();
  const renamed = new Map<string, unknown>();
  for (const [key, value] of Object.entries(raw)) {
    if (value === null || value === undefined) continue;
    const rule = rules.get(key);
    if (rule === undefined) {
      kept.set(key, value);
      continue;
    }
    const { to, values, else: other } = typeof rule === 'string' ? { to: rule } : rule;
    const word = String(value);
    const known = values && Object.hasOwn(values, word) ? values[word] : other;
    const becomes = values || other !== undefined ? known : value;
    if (to !== '' && becomes !== undefined) renamed.set(to, becomes);
  }
  // defined one by one: a key may bear any name, `__proto__` too
  const out: Record<string, unknown> = {};
  for (const [key, value] of [...kept, ...renamed])
    Object.defineProperty(out, key, { value, enumerable: true, configurable: true });
  return out;
}
