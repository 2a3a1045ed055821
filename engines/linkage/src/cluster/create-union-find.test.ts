import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createUnionFind } from './create-union-find.ts';

it('joins what a walk through the graph reaches, whatever the order', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.tuple(fc.nat(39), fc.nat(39)), { maxLength: 60 }),
      (n, raw) => {
        const edges = raw.map(([a, b]) => [a % n, b % n] as const);
        const sets = createUnionFind(n);
        for (const [a, b] of edges) sets.link(sets.find(a), sets.find(b));
        for (let start = 0; start < n; start++) {
          const reached = new Set([start]);
          for (let grew = true; grew; ) {
            const before = reached.size;
            for (const [a, b] of edges) if (reached.has(a) || reached.has(b)) reached.add(a).add(b);
            grew = reached.size > before;
          }
          expect(sets.sizeOf(sets.find(start))).toBe(reached.size);
          for (let other = 0; other < n; other++)
            expect(sets.find(other) === sets.find(start)).toBe(reached.has(other));
        }
      },
    ),
  );
});
