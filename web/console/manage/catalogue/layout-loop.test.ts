import { expect, test } from 'vitest';
import { layoutLoop } from './layout-loop.ts';
import type { LoopProcedure } from './use-catalogue.ts';

const text = { zh: '', en: '' };
const state = (stage: string, final = false) => ({ name: text, stage, turn: 'owner', clock: null, final });
const act = (from: string[], to: string | null) => ({ name: text, from, to, by: [], style: 'normal' });
const loop: Pick<LoopProcedure, 'stages' | 'states' | 'acts'> = {
  stages: [
    { key: 'one', name: text },
    { key: 'two', name: text },
  ],
  states: { a: state('one'), b: state('two'), c: state('two', true) },
  acts: {
    go: act(['a'], 'b'),
    rush: act(['a'], 'b'),
    back: act(['b'], 'a'),
    end: act(['b'], 'c'),
    note: act(['a', 'b'], null),
  },
};

test('states stand in the column of their stage without covering each other', () => {
  const { boxes, columns } = layoutLoop(loop);
  const at = Object.fromEntries(boxes.map((box) => [box.key, box]));
  expect(at.a?.x).toBe(columns[0]?.x);
  expect(at.b?.x).toBe(columns[1]?.x);
  expect(at.b?.y).not.toBe(at.c?.y);
  expect(at.c?.final).toBe(true);
});

test('acts between two states are one edge, acts that change nothing none', () => {
  const { edges } = layoutLoop(loop);
  expect(edges.map(({ from, to, acts, back }) => [from, to, acts, back])).toEqual([
    ['a', 'b', ['go', 'rush'], false],
    ['b', 'a', ['back'], true],
    ['b', 'c', ['end'], false],
  ]);
});
