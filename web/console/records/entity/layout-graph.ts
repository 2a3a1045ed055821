import type { Graph, GraphNode } from './entity-types.ts';

export type Placed = GraphNode & { x: number; y: number };
export const WIDTH = 560;
const HEIGHTS = { small: 380, large: 480 };
const MOST_DRAWN = 16;

/**
 * Places the entity in the middle, its neighbours on an inner ring from the left on, and those reached through a home or household on an
 * outer ring, near the one they are reached through. More than sixteen stay in the list beside the drawing.
 */
export function layoutGraph(graph: Graph): { nodes: Placed[]; height: number } {
  const self = graph.nodes.find(({ hop }) => hop === 0);
  if (!self) return { nodes: [], height: 0 };
  const near = graph.nodes.filter(({ hop }) => hop === 1).slice(0, MOST_DRAWN);
  const far = graph.nodes.filter(({ hop }) => hop === 2).slice(0, MOST_DRAWN - near.length);
  const height = near.length + far.length > 5 ? HEIGHTS.large : HEIGHTS.small;
  const middle = { x: WIDTH / 2, y: height / 2 };
  const at = (angle: number, share: number) => ({
    x: middle.x + Math.cos(angle) * (WIDTH / 2 - 56) * share,
    y: middle.y + Math.sin(angle) * (height / 2 - 34) * share,
  });
  const angles = new Map(near.map((node, i) => [node.id, Math.PI + (i * 2 * Math.PI) / near.length]));
  const inner = far.length > 0 ? 0.58 : 0.8;
  const parents = new Map(far.map((node) => [node.id, parentOf(graph, node.id, angles)]));
  const nodes: Placed[] = [{ ...self, ...middle }];
  for (const node of near) nodes.push({ ...node, ...at(angles.get(node.id) ?? 0, inner) });
  for (const node of far) {
    const parent = parents.get(node.id);
    const siblings = far.filter(({ id }) => parents.get(id) === parent);
    const spread = Math.min(0.55, 1.8 / siblings.length) * (siblings.indexOf(node) - (siblings.length - 1) / 2);
    nodes.push({ ...node, ...at((angles.get(parent ?? 0) ?? 0) + spread, 1) });
  }
  // only as tall as what is drawn, with room for the words under each circle
  const top = Math.min(...nodes.map(({ y }) => y)) - 24;
  const bottom = Math.max(...nodes.map(({ y }) => y)) + 40;
  return { nodes: nodes.map((node) => ({ ...node, y: node.y - top })), height: bottom - top };
}

function parentOf(graph: Graph, id: number, near: ReadonlyMap<number, number>): number | undefined {
  const edge = graph.edges.find(({ from, to }) => (from === id && near.has(to)) || (to === id && near.has(from)));
  return edge && (edge.from === id ? edge.to : edge.from);
}
