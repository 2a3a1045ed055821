import type { IndicatorRow } from './indicator-types.ts';

/** Light to dark; the darkest still lets the names of areas be read over it. */
export const shades = ['#eaf1ff', '#c4d8ff', '#98bbff', '#6a9bff', '#3f7bf5'] as const;
/** Areas without a rate to speak of. */
export const blank = '#f3f4f6';

export type Shading = { fills: Record<string, string>; steps: { color: string; from: number; to: number }[] };

/** Colours areas by an indicator in five equal steps between the lowest and the highest rate that stand on enough cases. */
export function shadeAreas(rows: readonly IndicatorRow[], indicator: string): Shading {
  const rated = rows.flatMap((row) => {
    const one = row.indicators[indicator];
    return one && one.value !== null && !one.small ? [{ key: row.key, value: one.value }] : [];
  });
  const fills: Record<string, string> = Object.fromEntries(rows.map((row) => [row.key, blank]));
  if (rated.length === 0) return { fills, steps: [] };
  const low = Math.min(...rated.map((one) => one.value));
  const high = Math.max(...rated.map((one) => one.value));
  const width = (high - low) / shades.length;
  if (width === 0) {
    for (const { key } of rated) fills[key] = shades[2];
    return { fills, steps: [{ color: shades[2], from: low, to: high }] };
  }
  for (const { key, value } of rated)
    fills[key] = shades[Math.min(shades.length - 1, Math.floor((value - low) / width))] ?? blank;
  return { fills, steps: shades.map((color, i) => ({ color, from: low + i * width, to: low + (i + 1) * width })) };
}
