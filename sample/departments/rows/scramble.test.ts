import { expect, it } from 'vitest';
import { scramble } from './scramble.ts';

it('gives every number once, in the asked length', () => {
  const keys = new Set(Array.from({ length: 10_000 }, (_, nth) => scramble(nth, 4)));
  expect(keys.size).toBe(10_000);
  for (const key of keys) expect(key).toMatch(/^\d{4}$/);
});
