/**
 * Compares two versions part by part: 2.10.1 comes after 2.9, a missing part counts as nought, words are compared as
 * words, and a leading v is nothing.
 * @returns below nought where `a` is older, above where it is newer
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x, y] = [left[i] ?? 0, right[i] ?? 0];
    if (x === y) continue;
    if (typeof x === 'number' && typeof y === 'number') return x - y;
    // 1.0-beta comes before 1.0 and before 1.0.1
    if (typeof x !== typeof y) return typeof x === 'string' ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return 0;
}

const partsOf = (version: string): (number | string)[] =>
  (
    version
      .trim()
      .toLowerCase()
      .replace(/^v/, '')
      .match(/\d+|[a-z]+/g) ?? []
  ).map((part) => (/^\d/.test(part) ? Number(part) : part));
