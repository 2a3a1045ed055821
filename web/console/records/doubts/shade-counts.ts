/** Light to dark; names of areas can be read over the darkest. */
const SHADES = ['#fff1d9', '#ffd79a', '#ffb85c', '#f39a2e'] as const;
const BLANK = '#f3f4f6';

type Step = { color: string; from: number; to: number };

/** Colours areas by their open doubts in up to four steps of equal width from one to the highest count. */
export function shadeCounts(counts: readonly { area: string; open: number }[]): {
  fills: Record<string, string>;
  steps: Step[];
} {
  const most = Math.max(0, ...counts.map(({ open }) => open));
  const width = Math.max(1, Math.ceil(most / SHADES.length));
  const steps = SHADES.map((color, i) => ({ color, from: i * width + 1, to: Math.min((i + 1) * width, most) })).filter(
    (step) => step.from <= most,
  );
  const fills: Record<string, string> = {};
  for (const { area, open } of counts)
    fills[area] = steps.find((step) => open >= step.from && open <= step.to)?.color ?? BLANK;
  return { fills, steps };
}
