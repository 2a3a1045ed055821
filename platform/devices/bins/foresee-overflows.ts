import { explainGap } from '@gewu/foresight/explain-bin';
import { forecastGap } from '@gewu/foresight/forecast-gap';
import { AHEAD_HOURS, type BinDevice, type BinRow } from './bin-row.ts';
import type { Turn } from './read-turns.ts';

const HOUR_MS = 3_600_000;

/**
 * Foresees bins of which a camera only says whether they overflow, from how long that took after each emptying before.
 * A bin that overflows now is due at once.
 */
export function foreseeOverflows(devices: readonly BinDevice[], turns: readonly Turn[], now: number): BinRow[] {
  const lives = Map.groupBy(turns, ({ device }) => device);
  const gaps = new Map(devices.map(({ id }) => [id, gapsOf(lives.get(id) ?? [])]));
  const all = [...gaps.values()].flat();
  return devices.map(({ id, first }) => {
    const own = lives.get(id) ?? [];
    const last = own.at(-1);
    const overflows = last?.on === true;
    const ended = own.filter((turn, i) => !turn.on && i > 0);
    const emptied = ended.at(-1)?.at.getTime() ?? null;
    const lasted = (now - (emptied ?? first.getTime())) / HOUR_MS;
    const foresee = (hours: number) => forecastGap(gaps.get(id) ?? [], all, lasted, hours);
    const { hours } = foresee(24);
    return {
      device: id,
      emptied: overflows ? null : emptied,
      emptyings: ended.length,
      level: null,
      levelAt: null,
      full: overflows ? (last?.at.getTime() ?? now) : hours === null ? null : now + hours * HOUR_MS,
      ahead: AHEAD_HOURS.map((ahead) => ({
        hours: ahead,
        fill: null,
        low: null,
        high: null,
        overflow: overflows ? 1 : foresee(ahead).overflow,
      })),
      words: explainGap(overflows, lasted, hours),
    };
  });
}

/** Hours from each emptying to the next overflow. */
function gapsOf(turns: readonly Turn[]): number[] {
  const gaps: number[] = [];
  for (let i = 1; i < turns.length; i++) {
    const [before, now] = [turns[i - 1] as Turn, turns[i] as Turn];
    // the first turn is only the first message: since when it was so nobody knows
    if (now.on && !before.on && i > 1) gaps.push((now.at.getTime() - before.at.getTime()) / HOUR_MS);
  }
  return gaps;
}
