import { metresBetween, type Point } from './great-circle.ts';
import { lengthOf, orderStops, type Stop } from './order-stops.ts';

/** A bin that may be visited. `overflow`: chance, 0 to 1, that it overflows before the next possible visit if it is passed over today. `fill`: percent. */
export type Candidate = Stop & { overflow: number; fill: number };

export type RoundTerms = {
  lorries: number;
  /** How many full bins a lorry takes, at least 1. */
  capacity: number;
  /** Minutes at a bin. */
  stopMinutes: number;
  /** Kilometres an hour between bins, by great-circle distance. */
  speed: number;
  /** How many minutes of a lorry an overflow is worth that does not happen. */
  overflowMinutes: number;
  start?: Point;
};
/** `gain`: minutes' worth of overflow avoided; `cost`: minutes at the bin and on the way there and on. */
export type PlannedStop = { key: string; gain: number; cost: number };
export type Round = { stops: PlannedStop[]; metres: number; minutes: number; load: number };
export type Passed = { key: string; reason: 'not_worth' | 'no_room'; gain: number; cost: number };
export type Plan = { rounds: Round[]; passed: Passed[] };

/**
 * Which bins to empty today, in which order. A bin is visited when what its overflow would cost, times the chance of it,
 * is more than what the visit costs: the minutes at the bin and the minutes of the detour. The cheapest detour is taken
 * first, because a bin that is visited makes its neighbours cheap. What a lorry cannot take waits, the least needed first.
 * The order of the candidates does not matter.
 * @param wanted keys that are visited whatever it costs, @param unwanted keys that are not
 */
export function planRound(
  candidates: readonly Candidate[],
  terms: RoundTerms,
  {
    wanted = new Set<string>(),
    unwanted = new Set<string>(),
  }: { wanted?: ReadonlySet<string>; unwanted?: ReadonlySet<string> } = {},
): Plan {
  const open = candidates
    .filter(({ key }) => !unwanted.has(key))
    .sort((a, b) => b.overflow - a.overflow || (a.key < b.key ? -1 : 1));
  const gainOf = (one: Candidate) => one.overflow * terms.overflowMinutes;
  const chosen = open.filter(({ key }) => wanted.has(key));
  const rest = open.filter(({ key }) => !wanted.has(key));
  grow(chosen, rest, terms, gainOf);
  const { taken, waiting } = load(chosen, terms, wanted);
  const rounds = share(taken, terms).map((stops) => describe(stops, terms, gainOf));
  const way = taken.map(asPoint);
  const passed = [
    ...waiting.map((one) => ({ one, reason: 'no_room' as const })),
    ...rest.map((one) => ({ one, reason: 'not_worth' as const })),
  ].map(({ one, reason }) => ({
    key: one.key,
    reason,
    gain: gainOf(one),
    cost: terms.stopMinutes + drive(detour(way, one, terms.start), terms),
  }));
  return { rounds, passed };
}

/** Takes from `rest` into `chosen`, one by one, the bin whose gain exceeds its cost by most, as long as there is one. */
function grow(chosen: Candidate[], rest: Candidate[], terms: RoundTerms, gainOf: (one: Candidate) => number): void {
  const nearest = rest.map((one) => Math.min(...chosen.map((other) => metresBetween(one, other))));
  for (;;) {
    let best = -1;
    let most = 0;
    rest.forEach((one, i) => {
      // there and back from the nearest bin that is visited anyway, never less than the true detour; the way out to the
      // first bin belongs to the day, not to the bin
      const way = chosen.length > 0 ? 2 * (nearest[i] as number) : 0;
      const surplus = gainOf(one) - terms.stopMinutes - drive(way, terms);
      if (surplus > most) [best, most] = [i, surplus];
    });
    if (best < 0) return;
    const [one] = rest.splice(best, 1);
    nearest.splice(best, 1);
    if (!one) return;
    chosen.push(one);
    rest.forEach((other, i) => {
      nearest[i] = Math.min(nearest[i] as number, metresBetween(other, one));
    });
  }
}

const drive = (metres: number, { speed }: RoundTerms) => (metres / 1000 / speed) * 60;
const asPoint = ({ key, lon, lat }: Candidate) => ({ key, lon, lat });

/**
 * What the lorries can take together; what a person wants goes first, then the likeliest overflow. A lorry is sent home
 * with room for less than one bin, so that much of each but one is left out of the sum: then every cut into pieces fits.
 */
function load(
  chosen: readonly Candidate[],
  terms: RoundTerms,
  wanted: ReadonlySet<string>,
): { taken: Candidate[]; waiting: Candidate[] } {
  const taken: Candidate[] = [];
  const waiting: Candidate[] = [];
  const rank = (one: Candidate) => (wanted.has(one.key) ? 2 : one.overflow);
  let left = terms.lorries * (terms.capacity - 1) + 1;
  for (const one of [...chosen].sort((a, b) => rank(b) - rank(a) || (a.key < b.key ? -1 : 1))) {
    if (one.fill / 100 > left) waiting.push(one);
    else {
      left -= one.fill / 100;
      taken.push(one);
    }
  }
  return { taken, waiting };
}

/** One way past all bins, cut into one piece a lorry by load, each piece put in its own best order. */
function share(taken: readonly Candidate[], terms: RoundTerms): Candidate[][] {
  if (taken.length === 0) return [];
  const way = orderStops(taken, terms.start);
  const total = way.reduce((sum, one) => sum + one.fill / 100, 0);
  const each = Math.min(terms.capacity, total / terms.lorries + 1);
  const pieces: Candidate[][] = [[]];
  let loaded = 0;
  for (const one of way) {
    const more = one.fill / 100;
    const cut = loaded + more > each && loaded > 0 && pieces.length < terms.lorries;
    if (cut) {
      pieces.push([]);
      loaded = 0;
    }
    pieces.at(-1)?.push(one);
    loaded += more;
  }
  return pieces.map((piece) => orderStops(piece, terms.start));
}

function describe(stops: readonly Candidate[], terms: RoundTerms, gainOf: (one: Candidate) => number): Round {
  const way = stops.map(asPoint);
  const metres = lengthOf(way, terms.start);
  return {
    stops: stops.map((one, i) => {
      const without = lengthOf(
        way.filter((_, j) => j !== i),
        terms.start,
      );
      return { key: one.key, gain: gainOf(one), cost: terms.stopMinutes + drive(Math.max(0, metres - without), terms) };
    }),
    metres,
    minutes: drive(metres, terms) + stops.length * terms.stopMinutes,
    load: stops.reduce((sum, { fill }) => sum + fill / 100, 0),
  };
}

/** Metres that a bin adds to a way where it fits in best. */
function detour(way: readonly Point[], one: Point, start: Point | undefined): number {
  const ends = [start, ...way, start];
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < ends.length; i++) {
    const [a, b] = [ends[i - 1], ends[i]];
    const more = (a ? metresBetween(a, one) : 0) + (b ? metresBetween(one, b) : 0) - (a && b ? metresBetween(a, b) : 0);
    least = Math.min(least, more);
  }
  return least;
}
