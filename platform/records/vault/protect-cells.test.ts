import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protectCells } from './protect-cells.ts';

describe('counts of a register', () => {
  it('hide what is under ten, and another cell with it, so that nothing is left to subtract', () => {
    expect(protectCells({ a: 3, b: 41, c: 58 })).toEqual({ cells: { a: null, b: null, c: 60 }, total: 100 });
    expect(protectCells({ a: 12, b: 23 })).toEqual({ cells: { a: 10, b: 25 }, total: 35 });
    expect(protectCells({ a: 4, b: 0 })).toEqual({ cells: { a: null, b: null }, total: null });
  });

  const cells = fc.dictionary(fc.constantFrom(...'abcdefgh'), fc.integer({ min: 0, max: 60 }), { minKeys: 2 });

  it('never leave one hidden cell alone, nor a small sum behind the total', () => {
    fc.assert(
      fc.property(cells, (counts) => {
        const { cells: shown, total } = protectCells(counts);
        const hidden = Object.keys(counts).filter((key) => shown[key] === null);
        for (const [key, n] of Object.entries(counts)) if (n < 10) expect(shown[key]).toBeNull();
        if (hidden.length === 0 || total === null) return;
        expect(hidden.length).toBeGreaterThanOrEqual(2);
        expect(hidden.reduce((sum, key) => sum + (counts[key] ?? 0), 0)).toBeGreaterThanOrEqual(10);
      }),
    );
  });

  it('leave every small cell at least two possible values, whoever knows the rules and all that is shown', () => {
    const worlds = new Map<string, { a: number; b: number; c: number }[]>();
    for (let a = 0; a <= 30; a++)
      for (let b = 0; b <= 30; b++)
        for (let c = 0; c <= 30; c++) {
          const seen = JSON.stringify(protectCells({ a, b, c }));
          worlds.set(seen, [...(worlds.get(seen) ?? []), { a, b, c }]);
        }
    for (const alike of worlds.values())
      for (const key of ['a', 'b', 'c'] as const) {
        const values = new Set(alike.map((world) => world[key]));
        const small = [...values].some((n) => n < 10);
        // at the edge of what was counted through, the other worlds lie beyond it
        const edge = alike.some(({ a, b, c }) => Math.max(a, b, c) > 25);
        if (small && !edge) expect(values.size, JSON.stringify(alike[0])).toBeGreaterThanOrEqual(2);
      }
  });

  it('do not give away one more person by the difference of two days', () => {
    fc.assert(
      fc.property(cells, fc.constantFrom(...'abcdefgh'), (counts, key) => {
        if (counts[key] === undefined || counts[key] >= 9) return;
        const before = protectCells(counts);
        const after = protectCells({ ...counts, [key]: counts[key] + 1 });
        expect(before.cells[key]).toBeNull();
        expect(after.cells[key]).toBeNull();
      }),
    );
  });
});
