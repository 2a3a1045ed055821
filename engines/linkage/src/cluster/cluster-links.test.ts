import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LinkChunk } from '../types.ts';
import { clusterLinks } from './cluster-links.ts';
import { createUnionFind } from './create-union-find.ts';

type Link = [left: number, right: number, weight: number];

const chunk = (links: Link[]): LinkChunk => ({
  left: Int32Array.from(links, ([a]) => a),
  right: Int32Array.from(links, ([, b]) => b),
  weight: Float32Array.from(links, ([, , weight]) => weight),
});
const source = (links: Link[]) => () => [chunk(links.slice(0, 7)), chunk(links.slice(7))];

const graph = fc.integer({ min: 2, max: 24 }).chain((nodes) =>
  fc.record({
    nodes: fc.constant(nodes),
    links: fc.array(fc.tuple(fc.nat(nodes - 1), fc.nat(nodes - 1), fc.integer({ min: -5, max: 30 })), {
      maxLength: 50,
    }),
    anchors: fc.array(fc.nat(3), { minLength: nodes, maxLength: nodes }),
    ids: fc.array(fc.nat(2), { minLength: nodes, maxLength: nodes }),
    sources: fc.array(fc.nat(2), { minLength: nodes, maxLength: nodes }),
    maxSize: fc.integer({ min: 1, max: 24 }),
  }),
);

it('without rules equals a plain union-find over the links at or above the threshold', async () => {
  await fc.assert(
    fc.asyncProperty(graph, fc.integer({ min: -5, max: 30 }), async ({ nodes, links }, threshold) => {
      const { cluster, clusters, largest, bridges } = await clusterLinks({ nodes, links: source(links), threshold });
      const sets = createUnionFind(nodes);
      for (const [a, b, weight] of links) if (weight >= threshold) sets.link(sets.find(a), sets.find(b));
      const sizes = new Map<number, number>();
      for (let row = 0; row < nodes; row++) {
        const root = sets.find(row);
        sizes.set(root, (sizes.get(root) ?? 0) + 1);
        const least = Array.from({ length: nodes }, (_, other) => other).find((other) => sets.find(other) === root);
        expect(cluster[row]).toBe(least);
      }
      expect(clusters).toBe(sizes.size);
      expect(largest).toBe(Math.max(...sizes.values()));
      expect(bridges).toEqual([]);
    }),
  );
});

it('answers the same whatever the order and the direction of the links', async () => {
  await fc.assert(
    fc.asyncProperty(graph, fc.infiniteStream(fc.nat()), async (given, random) => {
      const { nodes, links } = given;
      const rules = {
        anchors: Int32Array.from(given.anchors),
        hardIds: [Int32Array.from(given.ids)],
        uniqueSources: Int32Array.from(given.sources),
        maxSize: given.maxSize,
      };
      const turned = links
        .map(([a, b, weight]): [number, Link] => [
          random.next().value,
          weight % 2 === 0 ? [a, b, weight] : [b, a, weight],
        ])
        .toSorted(([a], [b]) => a - b)
        .map(([, link]) => link);
      const one = await clusterLinks({ nodes, links: source(links), ...rules });
      const other = await clusterLinks({ nodes, links: source(turned), ...rules });
      expect(other).toEqual(one);
    }),
  );
});

it('lets a pin win over every link, and unites what is pinned to one entity without any', async () => {
  await fc.assert(
    fc.asyncProperty(graph, async ({ nodes, links, anchors }) => {
      const { cluster } = await clusterLinks({ nodes, links: source(links), anchors: Int32Array.from(anchors) });
      for (let a = 0; a < nodes; a++)
        for (let b = 0; b < a; b++)
          if (anchors[a] !== 0 && anchors[b] !== 0) expect(cluster[a] === cluster[b]).toBe(anchors[a] === anchors[b]);
    }),
  );
});

it('never puts two rows of a source that holds everybody once together, nor more rows than allowed', async () => {
  await fc.assert(
    fc.asyncProperty(graph, async ({ nodes, links, sources, maxSize }) => {
      const uniqueSources = Int32Array.from(sources);
      const { cluster, largest, bridges } = await clusterLinks({ nodes, links: source(links), uniqueSources, maxSize });
      expect(largest).toBeLessThanOrEqual(maxSize);
      const held = new Set<string>();
      for (let row = 0; row < nodes; row++) {
        if (sources[row] === 0) continue;
        const key = `${cluster[row]} ${sources[row]}`;
        expect(held.has(key)).toBe(false);
        held.add(key);
      }
      for (const { leftCluster, rightCluster, left, right } of bridges) {
        expect(leftCluster).not.toBe(rightCluster);
        expect([cluster[left], cluster[right]]).toEqual([leftCluster, rightCluster]);
      }
    }),
  );
});

it('cuts the weak link through a row without a number between two persons with numbers, and names it', async () => {
  // 0 and 1 bear number 7; 3 and 4 bear number 8; row 2 has none and resembles both.
  const links: Link[] = [
    [0, 1, 20],
    [3, 4, 20],
    [1, 2, 9],
    [2, 3, 6],
    [2, 4, 5],
  ];
  const hardIds = [Int32Array.of(7, 7, 0, 8, 8)];
  const { cluster, bridges } = await clusterLinks({ nodes: 5, links: source(links), hardIds });
  expect([...cluster]).toEqual([0, 0, 0, 3, 3]);
  expect(bridges).toEqual([
    { left: 2, right: 3, weight: 6, reason: 'hard_ids', leftCluster: 0, rightCluster: 3, links: 2 },
  ]);
});

it('joins differing numbers by a link that has weighed the difference: a number mistyped', async () => {
  const links: Link[] = [
    [0, 1, 12],
    [1, 2, 5],
  ];
  const hardIds = [Int32Array.of(7, 8, 0)];
  const { cluster, bridges } = await clusterLinks({ nodes: 3, links: source(links), hardIds });
  expect([...cluster]).toEqual([0, 0, 0]);
  expect(bridges).toEqual([]);
});

it('refuses a link to a row that does not exist', async () => {
  await expect(clusterLinks({ nodes: 3, links: source([[0, 3, 1]]) })).rejects.toThrow(RangeError);
});
