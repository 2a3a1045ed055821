import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fallingKeys, orderByRadix } from './order-by-radix.ts';

it('orders by the first key, then by the next, and leaves equals as they came', () => {
  const key = fc.oneof(fc.nat(3), fc.nat(0xffffffff));
  fc.assert(
    fc.property(fc.array(fc.tuple(key, key)), (pairs) => {
      const expected = pairs
        .map((_, i) => i)
        .toSorted((i, j) => pairs[i]![0] - pairs[j]![0] || pairs[i]![1] - pairs[j]![1] || i - j);
      const keys = [Uint32Array.from(pairs, ([a]) => a), Uint32Array.from(pairs, ([, b]) => b)];
      expect([...orderByRadix(keys)]).toEqual(expected);
    }),
  );
});

it('turns weights into keys that ascend while the weights fall', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ noNaN: true })), (values) => {
      const weights = Float32Array.from(values, (value) => value + 0);
      const order = [...orderByRadix([fallingKeys(weights)])];
      const falling = order.map((i) => weights[i]!);
      for (let i = 1; i < falling.length; i++) expect(falling[i - 1]! >= falling[i]!).toBe(true);
      expect(new Set(order).size).toBe(values.length);
    }),
  );
});
