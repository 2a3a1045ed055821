import { expect, it } from 'vitest';
import { checkLoop } from './check-loop.ts';
import { makeExampleLoop } from './example-loop.ts';
import { shapeLoop } from './shape-loop.ts';
import type { Procedure } from './types.ts';

const procedure = (part: Partial<Procedure>): Procedure => ({
  procedure: 'lamp',
  version: 1,
  name: { zh: '路灯', en: 'Lamp' },
  loop: 'repair',
  start: ['resident'],
  ...part,
});

it('hands the loop through where a procedure changes nothing', () => {
  const loop = makeExampleLoop();
  expect(shapeLoop(loop, procedure({}))).toBe(loop);
});

it('leaves out acts, and the states and acts that only they led to', () => {
  const loop = makeExampleLoop();
  loop.states.paused = { ...loop.states.working, name: { zh: '停', en: 'Halted' } } as never;
  loop.acts.halt = { name: { zh: '停', en: 'Halt' }, from: ['working'], to: 'paused', by: ['owner'] };
  loop.acts.go_on = { name: { zh: '续', en: 'Go on' }, from: ['paused'], to: 'working', by: ['owner'] };
  loop.acts.note?.from.push('paused');
  const shaped = shapeLoop(loop, procedure({ without: ['halt'] }));
  expect(Object.keys(shaped.states)).toEqual(['open', 'working', 'rating', 'done']);
  expect(Object.keys(shaped.acts)).not.toContain('go_on');
  expect(shaped.acts.note?.from).toEqual(['open', 'working']);
  expect(checkLoop(shaped)).toEqual([]);
});

it('changes form and evidence, and leaves the declared loop alone', () => {
  const loop = makeExampleLoop();
  const shaped = shapeLoop(loop, procedure({ change: { finish: { evidence: 2, ask: { type: 'object' } } } }));
  expect(shaped.acts.finish).toMatchObject({ evidence: 2, ask: { type: 'object' }, to: 'rating' });
  expect(loop.acts.finish).toMatchObject({ evidence: 1 });
});

it('refuses to change an act the loop does not have', () => {
  expect(() => shapeLoop(makeExampleLoop(), procedure({ without: ['fly'] }))).toThrow('no act fly');
});
