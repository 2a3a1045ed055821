import { expect, it } from 'vitest';
import { checkLoop } from './check-loop.ts';
import { makeExampleLoop } from './example-loop.ts';
import type { Act, Loop, State } from './types.ts';

const state = (loop: Loop, key: string) => loop.states[key] as State;
const act = (loop: Loop, key: string) => loop.acts[key] as Act;

it('finds nothing in a sound loop', () => {
  expect(checkLoop(makeExampleLoop())).toEqual([]);
});

it.each<[string, (loop: Loop) => void, rule: string, at: string]>([
  ['no limit', (l) => Object.assign(state(l, 'working'), { clock: null }), 'no-clock', 'states.working'],
  ['a dead end', (l) => Object.assign(act(l, 'finish'), { to: undefined }), 'dead-end', 'states.working'],
  [
    'no way to an end',
    (l) => Object.assign(state(l, 'done'), { final: false, clock: 'archive' }),
    'no-end',
    'states.open',
  ],
  ['an act nobody may do', (l) => Object.assign(act(l, 'note'), { by: [] }), 'no-relation', 'acts.note'],
  [
    'an unreachable state',
    (l) => Object.assign(l.acts, { take: { ...act(l, 'take'), to: 'done' } }),
    'unreachable',
    'states.rating',
  ],
  [
    'an unreachable act',
    (l) => Object.assign(l.acts, { take: { ...act(l, 'take'), to: 'done' } }),
    'unreachable',
    'acts.confirm',
  ],
  [
    'a timeout that is not declared',
    (l) => Object.assign(state(l, 'rating'), { timeout: 'lapse' }),
    'timeout',
    'states.rating',
  ],
  [
    'a timeout that is not the system’s',
    (l) => Object.assign(state(l, 'rating'), { timeout: 'confirm' }),
    'timeout',
    'states.rating',
  ],
  [
    'a timeout that leads nowhere',
    (l) => Object.assign(act(l, 'silence'), { to: undefined }),
    'timeout',
    'states.rating',
  ],
  [
    'a turn without an act',
    (l) => Object.assign(state(l, 'working'), { turn: 'verifier' }),
    'no-turn',
    'states.working',
  ],
  ['a state without a holder', (l) => Object.assign(act(l, 'dispute'), { gives: 'keep' }), 'no-holder', 'acts.dispute'],
  ['an unknown stage', (l) => Object.assign(state(l, 'open'), { stage: 'limbo' }), 'stage', 'states.open'],
  ['a clock after the end', (l) => Object.assign(state(l, 'done'), { clock: 'archive' }), 'final', 'states.done'],
  [
    'an act after the end',
    (l) => Object.assign(l.acts, { redo: { ...act(l, 'dispute'), from: ['done'] } }),
    'final',
    'states.done',
  ],
])('finds %s', (_what, spoil, rule, at) => {
  const loop = makeExampleLoop();
  spoil(loop);
  expect(checkLoop(loop)).toContainEqual(expect.objectContaining({ rule, at }));
});
