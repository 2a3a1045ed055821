import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions } from './compare-versions.ts';
import { type BatteryDay, estimateBattery } from './estimate-battery.ts';
import { measureDrift } from './measure-drift.ts';

const TODAY = 20_000;
const drain = (slope: number, from: number, days: number): BatteryDay[] =>
  Array.from({ length: days }, (_, i) => [TODAY - days + 1 + i, from + slope * i] as const);

describe('the forecast of a battery', () => {
  it('finds the true end though a fifth of the days are wild, in whatever order they come', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: -0.1, noNaN: true }),
        fc.integer({ min: 12, max: 40 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 100 })),
        fc.integer(),
        (slope, days, wild, seed) => {
          const true_ = drain(slope, 90, days);
          const seen = true_.map(
            ([day, level], i): BatteryDay => [day, i % 6 === 4 ? (wild.next().value ?? 0) : level],
          );
          const mixed = [...seen].sort((a, b) => ((a[0] * 7919 + seed) % 101) - ((b[0] * 7919 + seed) % 101));
          const estimate = estimateBattery(mixed, TODAY);
          expect(estimate?.slope).toBeCloseTo(slope, 6);
          expect(estimate?.left).toBeCloseTo(Math.max(0, 90 + slope * (days - 1)) / -slope, 3);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('forgets what was before a new battery, and says nothing of a few days', () => {
    const old = drain(-4, 80, 20).map(([day, level]): BatteryDay => [day - 10, level]);
    const fresh = drain(-0.5, 100, 10);
    expect(estimateBattery([...old, ...fresh], TODAY)?.slope).toBeCloseTo(-0.5);
    expect(estimateBattery([...old, ...fresh.slice(0, 3)], TODAY - 7)).toBeUndefined();
    expect(estimateBattery([], TODAY)).toBeUndefined();
  });

  it('sees no end where nothing drains', () => {
    expect(estimateBattery(drain(0, 77, 30), TODAY)).toEqual({ slope: 0, left: null });
    expect(estimateBattery(drain(0.3, 60, 30), TODAY)?.left).toBeNull();
  });

  it('reads whole points as they are reported', () => {
    const seen = drain(-0.4, 60, 60).map(([day, level]): BatteryDay => [day, Math.round(level)]);
    const left = estimateBattery(seen, TODAY)?.left ?? 0;
    expect(left).toBeGreaterThan(85);
    expect(left).toBeLessThan(97);
  });
});

describe('drift', () => {
  const at = (device: number, recent: number, area = '610402001001001') => ({ device, area, recent, before: 50 });
  it('is what a device does alone, not what the weather does to all', () => {
    const rows = [at(1, 80), at(2, 81), at(3, 79), at(4, 80), at(5, 40)];
    const drifts = measureDrift(rows);
    expect(drifts.get(1)?.shift).toBeCloseTo(0.5);
    expect(drifts.get(5)).toEqual({ shift: -40, neighbours: 4 });
    expect(measureDrift(rows.toReversed())).toEqual(new Map([...drifts].reverse()));
  });
  it('is measured against the nearest who are enough, and not at all against too few', () => {
    const far = [11, 12, 13, 14].map((device) => at(device, 50, '610402002002001'));
    expect(measureDrift([at(1, 80), at(2, 80), ...far]).get(1)).toEqual({ shift: 30, neighbours: 5 });
    expect(measureDrift([at(1, 80), at(2, 80)]).size).toBe(0);
  });
});

it('versions are compared by number, and a beta comes first', () => {
  const order = ['1.0-beta', '1.0', '1.0.1', 'v1.2', '1.10', '2'];
  for (const [i, a] of order.entries())
    for (const [j, b] of order.entries()) expect(Math.sign(compareVersions(a, b))).toBe(Math.sign(i - j));
  expect(compareVersions('1.0', '1.0.0')).toBe(0);
});
