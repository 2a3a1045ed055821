import { expect, it } from 'vitest';
import { Chance } from '../rows/chance.ts';
import { drawGiven, drawSurname } from './draw-names.ts';
import { mistypeName } from './mistype-name.ts';

it('always writes another name, at most one character apart', () => {
  const chance = new Chance(5);
  const kinds = new Set<string>();
  for (let k = 0; k < 3000; k++) {
    const name = drawSurname(chance) + drawGiven(chance, 1 + (k % 2), 1940 + (k % 85));
    const wrong = mistypeName(name, chance);
    expect(wrong).not.toBe(name);
    if (wrong.length === name.length) expect([...name].filter((sign, at) => wrong[at] !== sign).length, wrong).toBe(1);
    else expect(wrong.length).toBe(name.length - 1);
    kinds.add(wrong.length === name.length ? 'other' : 'lost');
  }
  expect(kinds).toEqual(new Set(['other', 'lost']));
});
