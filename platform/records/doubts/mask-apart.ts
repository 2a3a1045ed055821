/** How many characters of a value may be seen at its beginning and its end. */
export type Shown = { head: number; tail: number };

const HIDDEN = '*';

/**
 * Masks the values of one question so that they can still be told apart: each as usual, and where two look the same, one
 * more of the characters in which they differ is shown. A value of which nothing would stay hidden shows only the
 * characters in which it differs (王明 and 王鸣 become *明 and *鸣).
 * @param values different from each other; equal ones stay equal
 */
export function maskApart(values: readonly string[], { head, tail }: Shown): string[] {
  const chars = values.map((value) => [...value]);
  const usual = chars.map((text) => {
    const end = text.length > head + tail ? tail : 0;
    return new Set(text.keys().filter((i) => i < Math.min(head, text.length - 1) || i >= text.length - end));
  });
  const needed = chars.map(() => new Set<number>());
  const draw = (i: number) => drawMask(chars[i] ?? [], usual[i] ?? new Set(), needed[i] ?? new Set());
  const longest = Math.max(0, ...chars.map((text) => text.length));
  for (let at = 0; at < longest; at++) {
    for (const group of groupAlike(chars.keys().map((i) => [i, draw(i)] as const))) {
      if (new Set(group.map((i) => chars[i]?.[at])).size > 1) for (const i of group) needed[i]?.add(at);
    }
  }
  return chars.map((_, i) => draw(i));
}

function drawMask(text: readonly string[], usual: ReadonlySet<number>, needed: ReadonlySet<number>): string {
  const all = text.every((_, i) => usual.has(i) || needed.has(i));
  return text.map((char, i) => (needed.has(i) || (!all && usual.has(i)) ? char : HIDDEN)).join('');
}

function groupAlike(masks: Iterable<readonly [number, string]>): number[][] {
  const groups = new Map<string, number[]>();
  for (const [i, mask] of masks) groups.set(mask, [...(groups.get(mask) ?? []), i]);
  return [...groups.values()].filter((group) => group.length > 1);
}
