import { expect, it } from 'vitest';
import { compileLoop } from './compile-loop.ts';
import { makeExampleLoop } from './example-loop.ts';
import type { Loop } from './types.ts';

it('answers what follows an act', () => {
  const { nextState } = compileLoop(makeExampleLoop());
  expect(nextState('open', 'take')).toBe('working');
  expect(nextState('rating', 'dispute')).toBe('working');
});

it('lets an act without a target note something where the case stands, and nowhere else', () => {
  const { nextState } = compileLoop(makeExampleLoop());
  expect(nextState('working', 'note')).toBe('working');
  expect(nextState('rating', 'note')).toBeUndefined();
});

it('knows no way for unknown states and acts', () => {
  const { nextState, actsFrom } = compileLoop(makeExampleLoop());
  expect(nextState('open', 'finish')).toBeUndefined();
  expect(nextState('open', 'toString')).toBeUndefined();
  expect(nextState('nowhere', 'take')).toBeUndefined();
  expect(actsFrom('nowhere')).toEqual([]);
});

it('lists the acts of a state in the order of the declaration', () => {
  const { actsFrom } = compileLoop(makeExampleLoop());
  expect(actsFrom('rating')).toEqual(['confirm', 'dispute', 'silence']);
  expect(actsFrom('open')).toEqual(['take', 'note']);
  expect(actsFrom('done')).toEqual([]);
});

it('compiles a loop once', () => {
  const loop = makeExampleLoop();
  expect(compileLoop(loop)).toBe(compileLoop(loop));
});

it.each([
  ['leads to unknown state limbo', (loop: Loop) => Object.assign(loop.acts.take as object, { to: 'limbo' })],
  ['starts from unknown state limbo', (loop: Loop) => loop.acts.take?.from.push('limbo')],
  ['initial state limbo', (loop: Loop) => Object.assign(loop, { initial: 'limbo' })],
])('refuses a loop that %s', (message, spoil) => {
  const loop = makeExampleLoop();
  spoil(loop);
  expect(() => compileLoop(loop)).toThrow(message);
});
