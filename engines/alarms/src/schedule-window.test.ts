import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpen, nextEdge } from './schedule-window.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);

describe('schedule windows', () => {
  it('run over midnight and over the end of the week', () => {
    const night = [{ days: [7], from: 1320, to: 360 }];
    expect(isOpen(night, at('2026-03-08T23:00:00'))).toBe(true); // Sunday
    expect(isOpen(night, at('2026-03-09T05:59:59'))).toBe(true); // Monday morning
    expect(isOpen(night, at('2026-03-09T06:00:00'))).toBe(false);
    expect(nextEdge(night, at('2026-03-09T06:00:00'))).toBe(at('2026-03-15T22:00:00'));
    expect(isOpen(undefined, 0)).toBe(true);
  });

  it('stay as they are until the next edge', () => {
    const span = fc.record({
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      from: fc.nat(1440),
      to: fc.nat(1440),
    });
    fc.assert(
      fc.property(
        fc.array(span, { minLength: 1, maxLength: 3 }),
        fc.nat(7 * 86_400),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (spans, second, share) => {
          const now = at('2026-03-02T00:00:00') + second * 1000;
          const edge = nextEdge(spans, now) as number;
          expect(edge).toBeGreaterThan(now);
          expect(isOpen(spans, now + Math.floor((edge - now) * share))).toBe(isOpen(spans, now));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
