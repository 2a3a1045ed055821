import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from './random.ts';

const stream = (seed: number, length = 50) => {
  const random = createRandom(seed);
  return Array.from({ length }, () => random.next());
};

describe('seeded chance', () => {
  test('is the same from the same seed and another from another, even a neighbour', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 40), (seed) => {
        expect(stream(seed)).toEqual(stream(seed));
        const [one, other] = [new Set(stream(seed)), stream(seed + 1)];
        expect(other.some((number) => one.has(number))).toBe(false);
      }),
    );
  });

  test('keeps its bounds and its weights', () => {
    const random = createRandom(1);
    const counts = new Map<string, number>();
    for (let i = 0; i < 9000; i++) {
      const whole = random.int(3, 5);
      expect([3, 4, 5]).toContain(whole);
      const word = random.weighted([
        ['rare', 1],
        ['often', 8],
      ]);
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    expect(counts.get('rare')).toBeGreaterThan(850);
    expect(counts.get('rare')).toBeLessThan(1150);
    expect(() => random.pick([])).toThrow();
  });

  test('has the asked median where tails are long', () => {
    const random = createRandom(2);
    const waits = Array.from({ length: 4001 }, () => random.logNormal(10, 0.7)).sort((a, b) => a - b);
    expect(waits[2000]).toBeGreaterThan(9.3);
    expect(waits[2000]).toBeLessThan(10.7);
  });
});
