import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blurPlace } from './blur-place.ts';

const point = fc.record({
  lon: fc.double({ min: 108.6, max: 108.8, noNaN: true }),
  lat: fc.double({ min: 34.2, max: 34.5, noNaN: true }),
});

describe('blurPlace', () => {
  it('stays within a cell of the truth and is the same for all points of a cell', () => {
    fc.assert(
      fc.property(point, (at) => {
        const blurred = blurPlace(at);
        expect(Math.abs(blurred.lon - at.lon)).toBeLessThanOrEqual(0.0010001);
        expect(Math.abs(blurred.lat - at.lat)).toBeLessThanOrEqual(0.0010001);
        expect(blurPlace(blurred)).toEqual(blurred);
      }),
    );
  });

  it('gives two doors of one street the same place', () => {
    expect(blurPlace({ lon: 108.7012, lat: 34.3312 })).toEqual(blurPlace({ lon: 108.7013, lat: 34.3309 }));
  });
});
