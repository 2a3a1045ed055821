import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Filling } from './bin-types.ts';
import { explainForecast } from './explain-bin.ts';
import { forecastFill } from './forecast-fill.ts';
import { forecastGap } from './forecast-gap.ts';
import { hoursToFull } from './hours-to-full.ts';
import { learnCurve } from './learn-curve.ts';
import { sayFill, sayParts } from './say-fill.ts';
import { tryPast } from './try-past.ts';
import { wakingHours } from './waking-hours.ts';

const [HOUR, DAY] = [3_600_000, 86_400_000];
const begin = Date.UTC(2026, 2, 1);
/** Thirty days of two streets: bins fill by the hour, each at its own pace, and are emptied every one to four days. */
function past(seed = 1): Filling[] {
  let state = seed;
  const chance = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return ['quick', 'even', 'slow'].flatMap((pace, i) =>
    Array.from({ length: 12 }, (_, n) => n).flatMap((n) => {
      const fillings: Filling[] = [];
      for (let from = begin; ; ) {
        const at = from + (1 + Math.floor(chance() * 4)) * DAY;
        if (at > begin + 30 * DAY) return fillings;
        const fill = Math.min(100, Math.round(((at - from) / HOUR) * (2.2 - i * 0.7) * (0.9 + chance() * 0.2)));
        fillings.push({ bin: `${pace}-${n}`, group: n % 2 ? 'market' : 'park', from, at, fill });
        from = at;
      }
    }),
  );
}
const fillings = past().sort((a, b) => a.at - b.at);
const now = begin + 30 * DAY;
const curve = learnCurve(fillings, now, 8 * HOUR);
const outcomes = tryPast(fillings, { from: now - 14 * DAY, to: now, days: 2, offset: 8 * HOUR }).sort(
  (a, b) => a.said - b.said,
);
const at = (hours: number) => now + hours * HOUR;
const bin = (pace: string) => ({ bin: `${pace}-1`, group: 'market', from: now });

test('a quick bin is fuller than a slow one, and a day later both are fuller', () => {
  for (const hours of [24, 48])
    expect(sayFill(curve, bin('quick'), now, at(hours))).toBeGreaterThan(
      sayFill(curve, bin('slow'), now, at(hours)) + 10,
    );
  for (const pace of ['quick', 'even', 'slow'])
    expect(sayFill(curve, bin(pace), now, at(48))).toBeGreaterThan(sayFill(curve, bin(pace), now, at(24)));
  expect(hoursToFull(curve, outcomes, bin('quick'), now, 95)).toBeLessThan(
    hoursToFull(curve, outcomes, bin('slow'), now, 95) ?? 999,
  );
});

test('nothing that comes later is known: the future changes no forecast', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 29 }), fc.integer({ min: 0, max: 100 }), (day, fill) => {
      const asOf = begin + day * DAY;
      const other = fillings.map((one) => (one.at >= asOf ? { ...one, fill } : one));
      expect(learnCurve(other, asOf, 0)).toEqual(learnCurve(fillings, asOf, 0));
    }),
    { numRuns: 10 },
  );
});

test('a forecast lies in its span, the span between 0 and 100, and never below what the sensor says', () => {
  const levels = fc.option(
    fc.record({ ago: fc.integer({ min: 0, max: 40 }), fill: fc.integer({ min: 0, max: 100 }) }),
    { nil: undefined },
  );
  fc.assert(
    fc.property(
      fc.constantFrom('quick', 'even', 'slow', 'unknown'),
      fc.integer({ min: 1, max: 200 }),
      levels,
      (pace, hours, level) => {
        const emptied = at(-40);
        const said = forecastFill(
          curve,
          outcomes,
          { ...bin(pace), from: emptied, ...(level && { level: { at: at(-level.ago), fill: level.fill } }) },
          at(hours),
        );
        expect(said.low).toBeLessThanOrEqual(said.fill);
        expect(said.fill).toBeLessThanOrEqual(said.high);
        expect(said.low).toBeGreaterThanOrEqual(level?.fill ?? 0);
        expect(said.high).toBeLessThanOrEqual(100);
        expect(said.overflow).toBeGreaterThanOrEqual(0);
        expect(said.overflow).toBeLessThanOrEqual(1);
      },
    ),
  );
});

test('what the sensor says just now is believed, and narrows the span', () => {
  const emptied = { ...bin('even'), from: at(-24) };
  const blind = forecastFill(curve, outcomes, emptied, at(2));
  const seen = forecastFill(curve, outcomes, { ...emptied, level: { at: at(0), fill: 50 } }, at(2));
  expect(seen.fill).toBeGreaterThanOrEqual(50);
  expect(seen.fill).toBeLessThan(62);
  expect(seen.high - seen.low).toBeLessThan(blind.high - blind.low);
});

test('without any past the forecast stands alone and is certain of nothing it cannot know', () => {
  const empty = learnCurve([], now, 0);
  expect(forecastFill(empty, [], bin('even'), at(24))).toEqual({ fill: 0, low: 0, high: 0, overflow: 0 });
});

test('the parts of a forecast are its sum, and the words name what stands out', () => {
  const parts = sayParts(curve, bin('quick'), now, at(30));
  expect(Object.values(parts).reduce((a, b) => a + b, 0)).toBeCloseTo(sayFill(curve, bin('quick'), now, at(30)), 9);
  const text = explainForecast(parts, forecastFill(curve, outcomes, bin('quick'), at(30)), {
    from: at(-5),
    now,
    at: at(30),
  });
  expect(text.en).toMatch(
    /^5 h since it was emptied; in 30 h about \d+% full .*this bin fills faster than its neighbours/,
  );
  expect(text.zh).toMatch(/^清空后已过 5 小时，30 小时后预计装满 \d+%.*这只桶比周围的满得快/);
});

test('a day has 24 waking hours, a night fewer', () => {
  const midnight = begin - 8 * HOUR;
  expect(wakingHours(midnight, midnight + DAY, 8 * HOUR)).toBeCloseTo(24, 9);
  expect(wakingHours(midnight, midnight + 7 * HOUR, 8 * HOUR)).toBeCloseTo(2.1, 9);
});

test('of a bin that only overflows or not, the gaps so far say the chance', () => {
  expect(forecastGap([], [], 5, 24)).toEqual({ overflow: 0, hours: null });
  const own = Array.from({ length: 20 }, () => 50);
  expect(forecastGap(own, own, 10, 24).overflow).toBe(0);
  expect(forecastGap(own, own, 40, 24)).toEqual({ overflow: 1, hours: 10 });
  expect(forecastGap([], [20, 40, 60, 80], 30, 24).overflow).toBeCloseTo(1 / 3, 9);
  expect(forecastGap(own, own, 60, 24)).toEqual({ overflow: 1, hours: null });
});
