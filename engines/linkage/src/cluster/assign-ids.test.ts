import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assignIds } from './assign-ids.ts';

/** Names groups by their smallest row, as `clusterLinks` does. */
const named = (groups: number[]): Int32Array => Int32Array.from(groups, (group) => groups.indexOf(group));

it('keeps an id whose rows are still together, and gives every id to one cluster only', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { minLength: 1, maxLength: 40 }), (rows) => {
      const cluster = named(rows.map(([group]) => group));
      const oldIds = Int32Array.from(rows, ([, id]) => id);
      const { ids, nextId, retired } = assignIds({ cluster, oldIds, nextId: 9 });
      for (let a = 0; a < rows.length; a++)
        for (let b = 0; b < a; b++) expect(ids[a] === ids[b]).toBe(cluster[a] === cluster[b]);
      for (const id of new Set(oldIds)) {
        if (id === 0) continue;
        const holders = rows.flatMap((_, row) => (oldIds[row] === id ? [row] : []));
        const whole = holders.every((row) => cluster[row] === cluster[holders[0]!]);
        const alone = rows.every((_, row) => cluster[row] !== cluster[holders[0]!] || [0, id].includes(oldIds[row]!));
        if (whole && alone) expect(new Set(holders.map((row) => ids[row]))).toEqual(new Set([id]));
        if (ids.includes(id)) expect(retired.has(id)).toBe(false);
        else expect(ids.includes(retired.get(id)!)).toBe(true);
      }
      expect(ids.every((id) => id > 0 && id < nextId)).toBe(true);
    }),
  );
});

it('says on a second run what it said on the first', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { minLength: 1, maxLength: 40 }), (rows) => {
      const cluster = named(rows.map(([group]) => group));
      const first = assignIds({ cluster, oldIds: Int32Array.from(rows, ([, id]) => id), nextId: 9 });
      const second = assignIds({ cluster, oldIds: first.ids, nextId: first.nextId });
      expect(second.ids).toEqual(first.ids);
      expect(second.retired.size).toBe(0);
    }),
  );
});

it('keeps the id that most rows bore, the older of two that as many bore, and points the others there', () => {
  const { ids, nextId, retired } = assignIds({
    cluster: named([1, 1, 1, 2, 2, 3]),
    oldIds: Int32Array.of(5, 5, 4, 3, 2, 0),
    nextId: 6,
  });
  expect([...ids]).toEqual([5, 5, 5, 2, 2, 6]);
  expect(nextId).toBe(7);
  expect([...retired].toSorted()).toEqual([
    [3, 2],
    [4, 5],
  ]);
});

it('leaves a split id with the larger part', () => {
  const { ids } = assignIds({ cluster: named([1, 2, 2]), oldIds: Int32Array.of(1, 1, 1), nextId: 2 });
  expect([...ids]).toEqual([2, 1, 1]);
});

it('gives a pinned cluster the id of the pin, whatever most rows bore', () => {
  const { ids } = assignIds({
    cluster: named([1, 1, 2]),
    oldIds: Int32Array.of(1, 1, 1),
    anchors: Int32Array.of(0, 2, 0),
    nextId: 3,
  });
  expect([...ids]).toEqual([2, 2, 1]);
});

it('refuses pins that contradict the clusters, and ids that were never given', () => {
  const cluster = named([1, 2]);
  const oldIds = Int32Array.of(0, 0);
  expect(() => assignIds({ cluster, oldIds, anchors: Int32Array.of(1, 1), nextId: 2 })).toThrow(/two clusters/);
  expect(() => assignIds({ cluster: named([1, 1]), oldIds, anchors: Int32Array.of(1, 2), nextId: 3 })).toThrow(
    /one cluster/,
  );
  expect(() => assignIds({ cluster, oldIds: Int32Array.of(4, 0), nextId: 4 })).toThrow(/not below/);
});
