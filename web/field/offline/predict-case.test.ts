import { expect, test } from 'vitest';
import type { Declaration } from './case-types.ts';
import { predictCase } from './predict-case.ts';

const name = { zh: '', en: '' };
const declaration: Declaration = {
  procedure: 'standard-matter',
  version: 1,
  name,
  stages: [],
  without: ['withdraw'],
  states: {
    assigning: { name, stage: 'dispatch', turn: 'owner' },
    handling: { name, stage: 'handle', turn: 'owner' },
    handled: { name, stage: 'feed_back', turn: 'owner' },
    verifying: { name, stage: 'verify', turn: 'verifier' },
    dispatching: { name, stage: 'dispatch', turn: 'owner' },
  },
  acts: {
    assign: { name, from: ['assigning'], to: 'handling', by: ['owner'], gives: 'keep' },
    finish: { name, from: ['handling'], to: 'handled', by: ['owner'], gives: 'keep', evidence: 1, style: 'primary' },
    return: { name, from: ['assigning', 'handling'], to: 'dispatching', by: ['owner'], gives: 'desk' },
    feed_back: { name, from: ['handled'], to: 'verifying', by: ['owner', 'handler'], gives: 'verifier' },
    note: { name, from: ['handling', 'handled'], by: ['owner', 'desk'] },
    pause: { name, from: ['handling'], by: ['owner'], effects: ['pause'] },
    resume: { name, from: ['handling'], by: ['owner'], effects: ['resume'] },
    withdraw: { name, from: ['handling'], by: ['owner'] },
    supervise: { name, from: ['handling'], by: ['superior'] },
  },
};
const offer = { act: 'assign', name, style: 'primary' as const, ask: null, evidence: 0, needsTarget: false };
const detail = { state: 'assigning', stage: 'dispatch', owner: { post: 7, name: '' }, pausedAt: null, acts: [offer] };
const acts = (...keys: string[]) =>
  predictCase(
    detail,
    7,
    keys.map((act) => ({ act })),
    declaration,
  );

test("nothing waiting: the server's own offers", () => {
  expect(acts()).toEqual({ state: 'assigning', stage: 'dispatch', acts: [offer], predicted: false });
});

test('acts in a row lead on, with what each state offers its owner', () => {
  expect(acts('assign')).toMatchObject({ state: 'handling', predicted: true });
  expect(acts('assign').acts.map((one) => one.act)).toEqual(['finish', 'return', 'note', 'pause']);
  expect(acts('assign').acts[0]).toMatchObject({ evidence: 1, style: 'primary', needsTarget: false });
  expect(acts('assign', 'note', 'finish').acts.map((one) => one.act)).toEqual(['feed_back', 'note']);
});

test('a clock paused in the queue can be resumed, not paused again', () => {
  expect(acts('assign', 'pause').acts.map((one) => one.act)).toEqual(['finish', 'return', 'note', 'resume']);
});

test('once the turn passes to somebody else nothing is offered', () => {
  expect(acts('assign', 'finish', 'feed_back')).toMatchObject({ state: 'verifying', acts: [] });
  expect(acts('return')).toMatchObject({ state: 'dispatching', acts: [] });
});

test("a case that is somebody else's turn offers nothing after one's own note", () => {
  expect(predictCase(detail, 8, [{ act: 'note' }], declaration).acts).toEqual([]);
});

test('of a case known only from the list the loop says what its owner may do', () => {
  const partial = { ...detail, acts: [], partial: true };
  expect(predictCase(partial, 7, [], declaration)).toMatchObject({ state: 'assigning', predicted: false });
  expect(predictCase(partial, 7, [], declaration).acts.map((one) => one.act)).toEqual(['assign', 'return']);
  expect(predictCase(partial, 8, [], declaration).acts).toEqual([]);
});

test('without the declaration nothing is guessed', () => {
  expect(predictCase(detail, 7, [{ act: 'assign' }], undefined)).toMatchObject({
    state: 'assigning',
    acts: [],
    predicted: true,
  });
});
