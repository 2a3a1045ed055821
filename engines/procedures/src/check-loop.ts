import { getShortestPaths } from '@xstate/graph';
import type { AnyMachineSnapshot } from 'xstate';
import { type CompiledLoop, compileLoop } from './compile-loop.ts';
import type { Act, Loop, State } from './types.ts';

export type LoopFault = {
  rule:
    | 'unreachable'
    | 'dead-end'
    | 'no-end'
    | 'no-clock'
    | 'no-relation'
    | 'no-turn'
    | 'no-holder'
    | 'timeout'
    | 'stage'
    | 'final';
  /** The state or act that is at fault, e.g. `states.rating`. */
  at: string;
  message: string;
};

/**
 * Walks every path of a loop and lists what would strand a case: states and acts nobody reaches, dead ends, states
 * without a limit, acts nobody may do, states where the one whose turn it is can do nothing, acts that leave the next
 * state without a holder. An empty list means that every case that opens can end.
 * @throws Error when the loop cannot be compiled at all
 */
export function checkLoop(loop: Loop): LoopFault[] {
  const compiled = compileLoop(loop);
  const faults: LoopFault[] = [];
  const report = (rule: LoopFault['rule'], at: string, message: string) => faults.push({ rule, at, message });
  const reached = statesReachedFrom(compiled, loop.initial);
  const stages = new Set(loop.stages.map((stage) => stage.key));

  for (const [key, state] of Object.entries(loop.states)) {
    const at = `states.${key}`;
    if (!stages.has(state.stage)) report('stage', at, `stage ${state.stage} is not declared`);
    if (!reached.has(key)) report('unreachable', at, `no path leads from ${loop.initial} to ${key}`);
    checkTimeout(compiled, key, state, report);
    const exits = compiled.actsFrom(key).filter((act) => compiled.nextState(key, act) !== key);
    if (state.final) {
      if (state.clock !== null) report('final', at, 'has ended, so no clock may run');
      if (exits.length > 0) report('final', at, `has ended, yet ${exits.join(', ')} leads on`);
      continue;
    }
    if (state.clock === null) report('no-clock', at, 'has no limit');
    if (exits.length === 0) report('dead-end', at, 'no act leads on');
    else if (![...statesReachedFrom(compiled, key)].some((end) => loop.states[end]?.final))
      report('no-end', at, 'reaches no final state');
    if (!exits.some((act) => servesTurn(loop.acts[act] as Act, state)))
      report('no-turn', at, `its turn is the ${state.turn}'s, who has no act that leads on`);
  }
  for (const [key, act] of Object.entries(loop.acts)) {
    const at = `acts.${key}`;
    if (act.by.length === 0) report('no-relation', at, 'nobody may do it');
    const never = act.from.filter((from) => !reached.has(from));
    if (never.length > 0) report('unreachable', at, `cannot be done from ${never.join(', ')}`);
    for (const from of act.from) {
      if (lacksHolder(act, loop.states[from], act.to === undefined ? undefined : loop.states[act.to]))
        report('no-holder', at, `from ${from} it gives the case to nobody, but ${act.to} needs a holder`);
    }
  }
  return faults;
}

function statesReachedFrom(compiled: CompiledLoop, from: string): Set<string> {
  const events = (snapshot: AnyMachineSnapshot) => compiled.actsFrom(String(snapshot.value)).map((type) => ({ type }));
  const serializeState = (snapshot: AnyMachineSnapshot) => String(snapshot.value);
  const paths = getShortestPaths(compiled.machine, {
    fromState: compiled.machine.resolveState({ value: from, context: {} }),
    events,
    serializeState,
  });
  return new Set(paths.map((path) => String(path.state.value)));
}

function checkTimeout(
  compiled: CompiledLoop,
  key: string,
  state: State,
  report: (rule: 'timeout', at: string, message: string) => void,
): void {
  if (!state.timeout) return;
  const at = `states.${key}`;
  const act = compiled.loop.acts[state.timeout];
  const next = compiled.nextState(key, state.timeout);
  if (!act) report('timeout', at, `act ${state.timeout} is not declared`);
  else if (!act.by.includes('system')) report('timeout', at, `act ${state.timeout} is not the system's to do`);
  else if (next === undefined || next === key) report('timeout', at, `act ${state.timeout} does not lead on from here`);
}

/** Whether an act lets the one whose turn it is move the case on. */
function servesTurn(act: Act, state: State): boolean {
  if (state.turn === 'nobody') return act.by.length > 0;
  if (state.turn !== 'owner') return act.by.includes(state.turn);
  return act.by.some((relation) => relation === 'owner' || relation === 'desk' || relation === 'handler');
}

/** Whether an act brings a case to a state where staff must act without saying which post. */
function lacksHolder(act: Act, from: State | undefined, to: State | undefined): boolean {
  if (!from || !to || (to.turn !== 'owner' && to.turn !== 'verifier')) return false;
  const passes = act.gives !== undefined && act.gives !== 'keep' && act.gives !== 'nobody';
  return from.turn !== to.turn && !passes;
}
