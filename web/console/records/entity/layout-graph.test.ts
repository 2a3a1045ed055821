import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Graph } from './entity-types.ts';
import { layoutGraph, WIDTH } from './layout-graph.ts';

const node = (id: number, hop: number) => ({ id, kind: 'person', label: String(id), minor: false, hop });
const edge = (from: number, to: number) => ({ from, to, relation: 'lives_in', name: { zh: '', en: '' }, seen: null });

test('everything drawn lies inside the drawing, and no two on one spot', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }), (near, far) => {
      const graph: Graph = {
        nodes: [
          node(0, 0),
          ...Array.from({ length: near }, (_, i) => node(i + 1, 1)),
          ...Array.from({ length: near > 0 ? far : 0 }, (_, i) => node(100 + i, 2)),
        ],
        edges: Array.from({ length: far }, (_, i) => edge(100 + i, 1)),
        total: near,
        beyond: 0,
      };
      const { nodes, height } = layoutGraph(graph);
      for (const { x, y } of nodes) {
        expect(x >= 0 && x <= WIDTH && y >= 0 && y <= height).toBe(true);
      }
      const spots = new Set(nodes.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`));
      expect(spots.size).toBe(nodes.length);
    }),
  );
});

test('housemates stand beyond the home they share', () => {
  const graph = {
    nodes: [node(0, 0), node(1, 1), node(2, 1), node(3, 2)],
    edges: [edge(0, 1), edge(3, 2)],
    total: 2,
    beyond: 0,
  };
  const [self, , home, mate] = layoutGraph(graph).nodes;
  const middle = self?.x ?? 0;
  expect(home?.x ?? 0).toBeGreaterThan(middle);
  expect(mate?.x ?? 0).toBeGreaterThan(home?.x ?? 0);
});
