import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthOf, nearestFirst } from './order-stops.ts';
import { type Candidate, planRound, type RoundTerms } from './plan-round.ts';

const terms: RoundTerms = { lorries: 2, capacity: 3, stopMinutes: 3, speed: 20, overflowMinutes: 20 };
const candidates: fc.Arbitrary<Candidate[]> = fc
  .array(
    fc.record({
      lon: fc.double({ min: 108.68, max: 108.72, noNaN: true }),
      lat: fc.double({ min: 34.3, max: 34.33, noNaN: true }),
      overflow: fc.double({ min: 0, max: 1, noNaN: true }),
      fill: fc.integer({ min: 0, max: 100 }),
    }),
    { maxLength: 12 },
  )
  .map((bins) => bins.map((bin, i) => ({ ...bin, key: `b${String(i).padStart(2, '0')}` })));
const lorries = fc.integer({ min: 1, max: 3 });
const keysOf = (plan: ReturnType<typeof planRound>) => [
  ...plan.rounds.flatMap(({ stops }) => stops.map(({ key }) => key)),
  ...plan.passed.map(({ key }) => key),
];

test('every bin is on one round or passed over with its reason, and no lorry takes more than it can', () => {
  fc.assert(
    fc.property(candidates, lorries, (bins, count) => {
      const plan = planRound(bins, { ...terms, lorries: count });
      expect(keysOf(plan).sort()).toEqual(bins.map(({ key }) => key));
      expect(plan.rounds.length).toBeLessThanOrEqual(count);
      for (const { load } of plan.rounds) expect(load).toBeLessThanOrEqual(terms.capacity + 1e-9);
    }),
  );
});

test('the order in which bins are given changes nothing', () => {
  fc.assert(
    fc.property(candidates, (bins) => {
      expect(planRound([...bins].reverse(), terms)).toEqual(planRound(bins, terms));
    }),
  );
});

test('each round is no longer than the nearest neighbour’s way past the same bins', () => {
  fc.assert(
    fc.property(candidates, (bins) => {
      for (const { stops, metres } of planRound(bins, terms).rounds) {
        const visited = bins.filter(({ key }) => stops.some((stop) => stop.key === key));
        expect(metres).toBeLessThanOrEqual(lengthOf(nearestFirst(visited)) + 1e-6);
      }
    }),
  );
});

test('what a person takes out is out; what a person puts in is in', () => {
  fc.assert(
    fc.property(candidates, (bins) => {
      const [out, into] = [bins[0]?.key, bins[1]?.key];
      if (!out || !into) return;
      const plan = planRound(bins, { ...terms, capacity: 50 }, { unwanted: new Set([out]), wanted: new Set([into]) });
      const visited = plan.rounds.flatMap(({ stops }) => stops.map(({ key }) => key));
      expect(visited).toContain(into);
      expect(keysOf(plan)).not.toContain(out);
    }),
  );
});

const bin = (key: string, lon: number, overflow: number, fill = 50): Candidate => ({
  key,
  lon,
  lat: 34.3,
  overflow,
  fill,
});

test('a bin is visited when its overflow costs more than the visit; neighbours of a visited bin are cheap', () => {
  const far = 108.8; // nine kilometres: a detour of nearly an hour
  const plan = planRound(
    [bin('full', 108.7, 1), bin('near', 108.7005, 0.3), bin('unlikely', 108.7, 0.1), bin('far', far, 0.9)],
    terms,
  );
  expect(plan.rounds.map(({ stops }) => stops.map(({ key }) => key).sort())).toEqual([['full', 'near']]);
  expect(plan.passed.map(({ key, reason }) => [key, reason])).toEqual([
    ['far', 'not_worth'],
    ['unlikely', 'not_worth'],
  ]);
  for (const { gain, cost } of plan.passed) expect(gain).toBeLessThan(cost);
});

test('when the lorry is full the likeliest overflow goes first', () => {
  const plan = planRound([bin('a', 108.7, 0.6, 90), bin('b', 108.7001, 0.9, 90), bin('c', 108.7002, 0.8, 90)], {
    ...terms,
    lorries: 1,
    capacity: 2,
  });
  expect(plan.rounds[0]?.stops.map(({ key }) => key).sort()).toEqual(['b', 'c']);
  expect(plan.passed).toMatchObject([{ key: 'a', reason: 'no_room' }]);
});

test('nothing to do gives no round', () => {
  expect(planRound([], terms)).toEqual({ rounds: [], passed: [] });
});
