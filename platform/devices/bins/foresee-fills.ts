import { setImmediate } from 'node:timers/promises';
import type { Emptying, FillCurve, Filling, Outcome } from '@gewu/foresight/bin-types';
import { explainForecast } from '@gewu/foresight/explain-bin';
import { type BinNow, forecastFill } from '@gewu/foresight/forecast-fill';
import { hoursToFull } from '@gewu/foresight/hours-to-full';
import { learnCurve } from '@gewu/foresight/learn-curve';
import { pairEmptyings } from '@gewu/foresight/pair-emptyings';
import { sayParts } from '@gewu/foresight/say-fill';
import { tryPast } from '@gewu/foresight/try-past';
import { AHEAD_HOURS, type BinDevice, type BinRow } from './bin-row.ts';
import type { LevelRow } from './read-levels.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CHINA_MS = 8 * HOUR_MS;
/** So many days of the past are forecast as if they had not been, some days at a time. */
const TRIED = { days: 28, step: 4 };
/** So many bins are reckoned until alarms and people have their turn. */
const AT_ONCE = 20;

/**
 * Foresees bins whose sensors tell the fill, all of one profile together: they share what the time of day and the last
 * days add, and lend each other what they know. Between its steps it lets the rest of the server work.
 * @param emptyings in order of time
 * @param levels what was said in between, in order of time
 * @param key of the profile that tells the fill; `full`: percent from which on it overflows
 */
export async function foreseeFills(
  devices: readonly BinDevice[],
  emptyings: readonly Emptying[],
  levels: readonly LevelRow[],
  { key, full, now }: { key: string; full: number; now: number },
): Promise<BinRow[]> {
  const own = Map.groupBy(emptyings, ({ bin }) => bin);
  const fillings = [...pairEmptyings(emptyings), ...between(devices, own, levels)].sort((a, b) => a.at - b.at);
  await setImmediate();
  const curve = learnCurve(fillings, now, CHINA_MS);
  const outcomes: Outcome[] = [];
  for (let from = now - TRIED.days * DAY_MS; from < now; from += TRIED.step * DAY_MS) {
    await setImmediate();
    const to = Math.min(now, from + TRIED.step * DAY_MS);
    outcomes.push(...tryPast(fillings, { from, to, days: TRIED.step, offset: CHINA_MS }));
  }
  outcomes.sort((a, b) => a.said - b.said);
  const rows: BinRow[] = [];
  for (const [i, device] of devices.entries()) {
    if (i % AT_ONCE === 0) await setImmediate();
    rows.push(foreseeOne(device, own.get(String(device.id)) ?? [], { curve, outcomes, key, full, now }));
  }
  return rows;
}

/** A reading is a filling that is not over yet: so much since the last emptying. */
function between(
  devices: readonly BinDevice[],
  own: ReadonlyMap<string, Emptying[]>,
  levels: readonly LevelRow[],
): Filling[] {
  const of = Map.groupBy(levels, ({ device }) => device);
  return devices.flatMap(({ id, area }) => {
    const emptied = (own.get(String(id)) ?? []).map(({ at }) => at);
    let next = 0;
    return (of.get(id) ?? []).flatMap(({ at, fill }): Filling[] => {
      while (next < emptied.length && (emptied[next] as number) < at) next++;
      const from = emptied[next - 1];
      return from === undefined ? [] : [{ bin: String(id), group: area.slice(0, 12), from, at, fill }];
    });
  });
}

type Known = { curve: FillCurve; outcomes: Outcome[]; key: string; full: number; now: number };

function foreseeOne(
  device: BinDevice,
  emptyings: readonly Emptying[],
  { curve, outcomes, key, full, now }: Known,
): BinRow {
  const emptied = emptyings.at(-1)?.at ?? null;
  const said = device.latest?.[key];
  const level = typeof said?.value === 'number' ? { at: Math.min(now, said.ts), fill: said.value } : undefined;
  const from = emptied ?? device.first.getTime();
  const bin: BinNow = {
    bin: String(device.id),
    group: device.area.slice(0, 12),
    from,
    ...(level && level.at >= from && { level }),
  };
  const ahead = AHEAD_HOURS.map((hours) => ({
    hours,
    ...forecastFill(curve, outcomes, bin, now + hours * HOUR_MS, full),
  }));
  const hours = hoursToFull(curve, outcomes, bin, now, full);
  const day = now + DAY_MS;
  const words = explainForecast(sayParts(curve, bin, from, day), forecastFill(curve, outcomes, bin, day, full), {
    from,
    now,
    at: day,
  });
  return {
    device: device.id,
    emptied,
    emptyings: emptyings.length,
    level: level?.fill ?? null,
    levelAt: level?.at ?? null,
    full: hours === null ? null : now + hours * HOUR_MS,
    ahead,
    words: emptied === null ? NEVER_EMPTIED : words,
  };
}

const NEVER_EMPTIED = {
  zh: '近期没有看到清空，只按最近的读数和周围的桶来估计。',
  en: 'No emptying was seen lately: judged by the last reading and by the bins around alone.',
};
