import type { Text } from '../../kit/text.ts';

/** What is foreseen of a bin so many hours ahead; percent is null for a camera. */
export type Ahead = { hours: number; fill: number | null; low: number | null; high: number | null; overflow: number };

/** A row of `GET /api/devices/bins`. */
export type Bin = {
  id: number;
  code: string;
  name: string;
  area: string;
  place: string | null;
  lon: number | null;
  lat: number | null;
  link: 'online' | 'offline' | 'unknown';
  level: number | null;
  levelAt: string | null;
  emptiedAt: string | null;
  emptyings: number;
  fullAt: string | null;
  ahead: Ahead[];
  words: Text;
};
export type BinList = { madeAt: string | null; rows: Bin[] };

export type PlannedStop = { id: number; overflow: number; gain: number; cost: number; words: Text };
export type PassedBin = PlannedStop & { reason: 'not_worth' | 'no_room' };
export type Round = { metres: number; minutes: number; load: number; stops: PlannedStop[] };
/** `GET /api/devices/bins/plan`. */
export type BinPlan = {
  madeAt: string | null;
  rounds: Round[];
  passed: PassedBin[];
  removed: number[];
  unplaced: number[];
};
