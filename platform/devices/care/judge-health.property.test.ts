import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Facts, Figures, IssueKind } from './care-types.ts';
import { judgeHealth, STEADY_MS } from './judge-health.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 2, 18);
const facts: fc.Arbitrary<Facts> = fc.record(
  {
    link: fc.record({ state: fc.constantFrom('online', 'offline'), since: fc.integer({ min: NOW - 1e8, max: NOW }) }),
    drops: fc.array(fc.integer({ min: NOW - 2e8, max: NOW }), { maxLength: 8 }),
    battery: fc.record({
      level: fc.integer({ min: 0, max: 100 }),
      low: fc.constant(20),
      left: fc.option(fc.integer({ min: 0, max: 400 })),
    }),
    still: fc.record({
      moved: fc.boolean(),
      since: fc.integer({ min: NOW - 1e9, max: NOW }),
      hours: fc.constant(24),
      value: fc.constant(3),
    }),
    drift: fc.record({
      shift: fc.double({ min: -50, max: 50, noNaN: true }),
      most: fc.constant(10),
      neighbours: fc.constant(4),
    }),
    skews: fc.record({
      seconds: fc.array(fc.integer({ min: -900, max: 900 }), { maxLength: 7 }),
      limit: fc.constant(300),
    }),
    firmware: fc.record({ has: fc.constantFrom('1.9', '2.0', '2.0.1'), wanted: fc.constant('2.0') }),
  },
  { requiredKeys: [] },
);

/** Plays a course of facts; fails where something is opened twice or ended without having been there. */
function play(course: readonly { facts: Facts; at: number }[]): Map<IssueKind, Figures> {
  const open = new Map<IssueKind, Figures>();
  for (const { facts: known, at } of course)
    for (const one of judgeHealth(known, open, at)) {
      if (one.change === 'open') expect(open.has(one.kind)).toBe(false);
      else expect(open.has(one.kind)).toBe(true);
      if (one.change === 'heal') open.delete(one.kind);
      else open.set(one.kind, one.figures);
      if (one.change === 'open') expect(one.since).toBeLessThanOrEqual(at);
      if (one.change === 'heal') expect(one.at).toBeLessThanOrEqual(at);
    }
  return open;
}

test('nothing is opened twice or ended unopened, and to ask again changes nothing', () => {
  fc.assert(
    fc.property(fc.array(facts, { minLength: 1, maxLength: 12 }), (list) => {
      const course = list.map((known, i) => ({ facts: known, at: NOW + i * MINUTE }));
      const open = play(course);
      const last = course.at(-1) as (typeof course)[number];
      expect(judgeHealth(last.facts, open, last.at)).toEqual([]);
    }),
  );
});

test('what ails in the end does not depend on how often it was asked in between', () => {
  fc.assert(
    fc.property(
      fc.array(facts, { minLength: 1, maxLength: 6 }),
      fc.array(fc.nat({ max: 5 }), { minLength: 6, maxLength: 6 }),
      (list, more) => {
        const every = list.map((known, i) => ({ facts: known, at: NOW + i * MINUTE }));
        const often = every.flatMap((one, i) => Array.from({ length: 1 + (more[i] ?? 0) }, () => one));
        expect([...play(often)]).toEqual([...play(every)]);
      },
    ),
  );
});

test('between the line that opens and the line that ends nothing changes, whatever was before', () => {
  const between: Facts[] = [
    { link: { state: 'online', since: NOW - STEADY_MS + 1 } },
    { battery: { level: 25, low: 20, left: 40 } },
    { battery: { level: 60, low: 20, left: 20 } },
    { drift: { shift: 7, most: 10, neighbours: 5 } },
    { skews: { seconds: [200, 200, 200, 200, 200], limit: 300 } },
    { skews: { seconds: [9999, 9999], limit: 300 } },
    { still: { moved: false, since: NOW - MINUTE, hours: 24, value: 1 } },
    { drops: [NOW - 1, NOW - 2, NOW - 3] },
    {},
  ];
  const all = new Map<IssueKind, Figures>(
    (['offline', 'flapping', 'battery', 'stuck', 'drift', 'clock', 'firmware'] as const).map((kind) => [kind, {}]),
  );
  for (const known of between) {
    expect(judgeHealth(known, new Map(), NOW)).toEqual([]);
    expect(judgeHealth(known, all, NOW)).toEqual([]);
  }
});

test('each illness opens with its figures, and ends beyond its second line', () => {
  const course: [Facts, IssueKind, Figures, Facts][] = [
    [
      { link: { state: 'offline', since: NOW - 5 } },
      'offline',
      {},
      { link: { state: 'online', since: NOW - STEADY_MS } },
    ],
    [{ drops: [NOW - 1, NOW - 2, NOW - 3, NOW - 4] }, 'flapping', { times: 4 }, { drops: [] }],
    [
      { battery: { level: 60, low: 20, left: 9.6 } },
      'battery',
      { level: 60, left: 10 },
      { battery: { level: 98, low: 20, left: null } },
    ],
    [
      { battery: { level: 20, low: 20, left: null } },
      'battery',
      { level: 20, left: null },
      { battery: { level: 30, low: 20, left: 31 } },
    ],
    [
      { still: { moved: false, since: NOW - 25 * 60 * MINUTE, hours: 24, value: 7 } },
      'stuck',
      { value: 7, hours: 24 },
      { still: { moved: true, since: NOW, hours: 24, value: 7 } },
    ],
    [
      { drift: { shift: -12.34, most: 10, neighbours: 5 } },
      'drift',
      { shift: -12, most: 10, neighbours: 5 },
      { drift: { shift: 4, most: 10, neighbours: 5 } },
    ],
    [
      { skews: { seconds: [310, 320, 330, 0, 340], limit: 300 } },
      'clock',
      { seconds: 320, limit: 300 },
      { skews: { seconds: [1, 2, 3, 4, 9999], limit: 300 } },
    ],
    [
      { firmware: { has: '2.3.1', wanted: '2.10' } },
      'firmware',
      { has: '2.3.1', wanted: '2.10' },
      { firmware: { has: '2.10.0', wanted: '2.10' } },
    ],
  ];
  for (const [ill, kind, figures, well] of course) {
    expect(judgeHealth(ill, new Map(), NOW)).toMatchObject([{ kind, change: 'open', figures }]);
    expect(judgeHealth(well, new Map([[kind, figures]]), NOW)).toMatchObject([{ kind, change: 'heal' }]);
  }
});
