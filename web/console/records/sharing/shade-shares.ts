import type { MapMeasure, SharedArea } from './sharing-types.ts';

/** Light to dark; names of areas can be read over the darkest. */
const SHADES = ['#eaf1ff', '#c4d8ff', '#98bbff', '#6a9bff', '#3f7bf5'] as const;
export const BLANK = '#f3f4f6';

export type Shading = { fills: Record<string, string>; steps: { color: string; from: number; to: number }[] };

/** Colours areas by a share in five steps of a fifth each, so that colours mean the same in every area. */
export function shadeShares(areas: readonly SharedArea[], measure: MapMeasure): Shading {
  const fills: Record<string, string> = {};
  for (const area of areas) {
    const share = area[measure];
    fills[area.code] = share === null ? BLANK : (SHADES[Math.min(4, Math.floor(share * 5))] ?? BLANK);
  }
  return { fills, steps: SHADES.map((color, i) => ({ color, from: i / 5, to: (i + 1) / 5 })) };
}
