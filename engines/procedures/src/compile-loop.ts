import { type AnyStateMachine, createMachine, transition } from 'xstate';
import type { Loop } from './types.ts';

export type CompiledLoop = {
  readonly loop: Loop;
  readonly machine: AnyStateMachine;
  /** The state after an act, the same state for an act that only notes something; undefined where it is not possible. */
  nextState(state: string, act: string): string | undefined;
  /** Acts possible from a state, in the order of the declaration. */
  actsFrom(state: string): readonly string[];
};

const compiled = new WeakMap<Loop, CompiledLoop>();

/**
 * Makes an XState machine of a declared loop. The machine is the authority on what follows what; its answers are
 * computed once per loop and kept, because they are asked at every act.
 * @throws Error when an act names a state the loop does not have
 */
export function compileLoop(loop: Loop): CompiledLoop {
  const known = compiled.get(loop);
  if (known) return known;
  const machine = buildMachine(loop);
  const next = new Map<string, Map<string, string>>();
  for (const state of Object.keys(loop.states)) next.set(state, answersFrom(loop, machine, state));
  const acts = new Map([...next].map(([state, answers]) => [state, Object.freeze([...answers.keys()])]));
  const result: CompiledLoop = {
    loop,
    machine,
    nextState: (state, act) => next.get(state)?.get(act),
    actsFrom: (state) => acts.get(state) ?? [],
  };
  compiled.set(loop, result);
  return result;
}

function buildMachine(loop: Loop): AnyStateMachine {
  const states: Record<string, { type?: 'final'; on: Record<string, { target?: string }> }> = {};
  for (const [key, state] of Object.entries(loop.states))
    states[key] = { ...(state.final && { type: 'final' }), on: {} };
  if (!states[loop.initial]) throw new Error(`loop ${loop.loop}: initial state ${loop.initial} is not declared`);
  for (const [key, act] of Object.entries(loop.acts)) {
    if (act.to !== undefined && !states[act.to])
      throw new Error(`loop ${loop.loop}: act ${key} leads to unknown state ${act.to}`);
    for (const from of act.from) {
      const state = states[from];
      if (!state) throw new Error(`loop ${loop.loop}: act ${key} starts from unknown state ${from}`);
      state.on[key] = { target: act.to ?? from };
    }
  }
  return createMachine({ id: loop.loop, initial: loop.initial, states });
}

function answersFrom(loop: Loop, machine: AnyStateMachine, state: string): Map<string, string> {
  const snapshot = machine.resolveState({ value: state, context: {} });
  const answers = new Map<string, string>();
  for (const act of Object.keys(loop.acts)) {
    // an act that leads nowhere from here leaves the machine alone: ask it what it knows before asking it to move
    if (!snapshot.can({ type: act })) continue;
    const [after] = transition(machine, snapshot, { type: act });
    answers.set(act, String(after.value));
  }
  return answers;
}
