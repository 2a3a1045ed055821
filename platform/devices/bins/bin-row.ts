import type { Text } from '@gewu/foresight/bin-types';

/** For how many hours ahead a bin is forecast. */
export const AHEAD_HOURS = [12, 24, 48, 72] as const;
export type AheadHours = (typeof AHEAD_HOURS)[number];

/** What is foreseen so many hours ahead, percent; a camera tells only the chance of overflow, 0 to 1. */
export type Ahead = { hours: number; fill: number | null; low: number | null; high: number | null; overflow: number };

/** A row of `bin_forecast`. Times in ms. */
export type BinRow = {
  device: number;
  emptied: number | null;
  emptyings: number;
  level: number | null;
  levelAt: number | null;
  full: number | null;
  ahead: Ahead[];
  words: Text;
};

/** A device that tells how full a bin is, with what it said last. */
export type BinDevice = {
  id: number;
  area: string;
  profile: string;
  first: Date;
  latest: Record<string, { ts: number; value: unknown }> | null;
};
