import type { Act, Loop, Procedure, State } from './types.ts';

/**
 * The loop as one procedure uses it: without the acts it goes without and the states that only they led to, and with
 * its own forms and evidence.
 * @throws Error when the procedure names an act the loop does not have
 */
export function shapeLoop(loop: Loop, procedure: Procedure): Loop {
  const without = new Set(procedure.without ?? []);
  const change = procedure.change ?? {};
  for (const key of [...without, ...Object.keys(change)]) {
    if (!loop.acts[key]) throw new Error(`loop ${loop.loop} has no act ${key}`);
  }
  if (without.size === 0 && Object.keys(change).length === 0) return loop;
  const kept = Object.entries(loop.acts).filter(([key]) => !without.has(key));
  // what nobody could reach before is a fault of the loop and stays visible to its check
  const lost = reachedBy(loop.initial, Object.values(loop.acts)).difference(
    reachedBy(
      loop.initial,
      kept.map(([, act]) => act),
    ),
  );
  const states: Record<string, State> = {};
  for (const [key, state] of Object.entries(loop.states)) if (!lost.has(key)) states[key] = state;
  const acts: Record<string, Act> = {};
  for (const [key, act] of kept) {
    const from = act.from.filter((state) => !lost.has(state));
    if (from.length > 0) acts[key] = { ...act, ...change[key], from };
  }
  return { ...loop, states, acts };
}

function reachedBy(initial: string, acts: readonly Act[]): Set<string> {
  const reached = new Set([initial]);
  for (const state of reached) {
    // a set walked while it grows visits what is added on the way
    for (const act of acts) if (act.to !== undefined && act.from.includes(state)) reached.add(act.to);
  }
  return reached;
}
