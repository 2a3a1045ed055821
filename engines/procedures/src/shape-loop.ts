import type { Act, Loop, Procedure } from './types.ts';

/**
 * The loop as one procedure uses it: without the acts it goes without, with its own forms and evidence.
 * @throws Error when the procedure names an act the loop does not have
 */
export function shapeLoop(loop: Loop, procedure: Procedure): Loop {
  const without = new Set(procedure.without ?? []);
  const change = procedure.change ?? {};
  for (const key of [...without, ...Object.keys(change)]) {
    if (!loop.acts[key]) throw new Error(`procedure ${procedure.procedure}: loop ${loop.loop} has no act ${key}`);
  }
  if (without.size === 0 && Object.keys(change).length === 0) return loop;
  const acts: Record<string, Act> = {};
  for (const [key, act] of Object.entries(loop.acts)) {
    if (!without.has(key)) acts[key] = { ...act, ...change[key] };
  }
  return { ...loop, acts };
}
