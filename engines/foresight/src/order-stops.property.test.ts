import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metresBetween } from './great-circle.ts';
import { lengthOf, nearestFirst, orderStops } from './order-stops.ts';

const place = fc.record({
  lon: fc.double({ min: 108.6, max: 108.8, noNaN: true }),
  lat: fc.double({ min: 34.25, max: 34.4, noNaN: true }),
});
const towns = fc
  .array(place, { minLength: 0, maxLength: 14 })
  .map((points) => points.map((point, i) => ({ ...point, key: `bin-${String(i).padStart(2, '0')}` })));
const starts = fc.option(place, { nil: undefined });

test('every stop stands on the way once', () => {
  fc.assert(
    fc.property(towns, starts, (stops, start) => {
      expect(
        orderStops(stops, start)
          .map(({ key }) => key)
          .sort(),
      ).toEqual(stops.map(({ key }) => key));
    }),
  );
});

test('the way is never longer than the nearest neighbour’s', () => {
  fc.assert(
    fc.property(towns, starts, (stops, start) => {
      expect(lengthOf(orderStops(stops, start), start)).toBeLessThanOrEqual(
        lengthOf(nearestFirst(stops, start), start) + 1e-6,
      );
    }),
  );
});

test('the order in which stops are given changes nothing, and ordering an ordered way changes nothing', () => {
  fc.assert(
    fc.property(towns, starts, fc.infiniteStream(fc.nat()), (stops, start, lots) => {
      const shuffled = stops
        .map((stop) => ({ stop, lot: lots.next().value }))
        .sort((a, b) => a.lot - b.lot)
        .map(({ stop }) => stop);
      const way = orderStops(stops, start);
      expect(orderStops(shuffled, start)).toEqual(way);
      expect(orderStops(way, start)).toEqual(way);
    }),
  );
});

test('a way that crosses itself is turned round', () => {
  const corners = [
    { key: 'a', lon: 108.7, lat: 34.3 },
    { key: 'b', lon: 108.71, lat: 34.31 },
    { key: 'c', lon: 108.71, lat: 34.3 },
    { key: 'd', lon: 108.7, lat: 34.31 },
  ];
  const round = orderStops(corners, { lon: 108.699, lat: 34.3 });
  expect(['a,c,b,d', 'd,b,c,a']).toContain(round.map(({ key }) => key).join());
});

test('a degree along the equator is 111.2 km', () => {
  expect(metresBetween({ lon: 10, lat: 0 }, { lon: 11, lat: 0 })).toBeCloseTo(111_195, -1);
});
