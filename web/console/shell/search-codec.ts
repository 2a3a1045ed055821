/**
 * The router's search codec: flat text pairs, so that an address such as `?area=610402005&state=handling`
 * reads as it is written. (The router's own codec quotes digits as JSON, which nobody can type or share.)
 */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** The other direction; empty values vanish, keys keep their order. Returns '' or '?…'. */
export function writeSearch(search: Record<string, unknown>): string {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') pairs.set(key, String(value));
  }
  const text = pairs.toString();
  return text === '' ? '' : `?${text}`;
}
