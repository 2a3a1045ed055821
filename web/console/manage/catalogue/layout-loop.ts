import type { LoopProcedure } from './use-catalogue.ts';

export type Box = { key: string; x: number; y: number; final: boolean };
export type Edge = { from: string; to: string; acts: string[]; back: boolean; path: string };
export type LoopLayout = {
  width: number;
  height: number;
  columns: { key: string; x: number }[];
  boxes: Box[];
  edges: Edge[];
};

export const BOX = { width: 104, height: 42 };
const STEP = { x: 147, y: 68 };
const TOP = 48;
const LEFT = 24;

/**
 * Places the states of a loop: a column a stage in the order of the loop, final states that end it early in a row of
 * their own below. Acts between two states are one edge; edges against the order of stages are drawn as returning.
 */
export function layoutLoop({ stages, states, acts }: Pick<LoopProcedure, 'stages' | 'states' | 'acts'>): LoopLayout {
  const columns = stages.map(({ key }, i) => ({ key, x: LEFT + i * STEP.x }));
  const boxes = new Map<string, Box>();
  const filled = new Map<string, number>();
  for (const [key, state] of Object.entries(states)) {
    const row = filled.get(state.stage) ?? 0;
    filled.set(state.stage, row + 1);
    const x = columns.find((column) => column.key === state.stage)?.x ?? LEFT;
    boxes.set(key, { key, x, y: TOP + row * STEP.y, final: state.final === true });
  }
  const edges = new Map<string, Edge>();
  for (const [name, act] of Object.entries(acts)) {
    for (const from of act.from) {
      const [a, b] = [boxes.get(from), boxes.get(act.to ?? from)];
      if (!a || !b || a === b) continue;
      const key = `${from}>${b.key}`;
      const back = b.x < a.x || (b.x === a.x && b.y < a.y);
      const known = edges.get(key);
      if (known) known.acts.push(name);
      else edges.set(key, { from, to: b.key, acts: [name], back, path: pathOf(a, b, back) });
    }
  }
  const rows = Math.max(1, ...filled.values());
  return {
    width: LEFT * 2 + (stages.length - 1) * STEP.x + BOX.width,
    height: TOP + rows * STEP.y + 20,
    columns,
    boxes: [...boxes.values()],
    edges: [...edges.values()],
  };
}

/** A curve from side to side; within a column from the right side to the right side, returning ones on the left. */
function pathOf(a: Box, b: Box, back: boolean): string {
  const middle = BOX.height / 2;
  // forward edges leave and arrive a little above the middle, returning ones below, so that pairs do not cover each other
  const lift = back ? 9 : -7;
  const [ay, by] = [a.y + middle + lift, b.y + middle + lift];
  if (a.x === b.x) {
    const side = back ? a.x : a.x + BOX.width;
    const bow = (back ? -1 : 1) * (18 + Math.abs(b.y - a.y) * 0.08);
    return `M${side} ${ay} C${side + bow} ${ay} ${side + bow} ${by} ${side} ${by}`;
  }
  const [ax, bx] = back ? [a.x, b.x + BOX.width] : [a.x + BOX.width, b.x];
  const reach = Math.max(28, Math.abs(bx - ax) * 0.45) * (back ? -1 : 1);
  return `M${ax} ${ay} C${ax + reach} ${ay} ${bx - reach} ${by} ${bx} ${by}`;
}
