import { checkCitizenNumber } from '@gewu/identifiers/check-citizen-number';
import { expect, it } from 'vitest';
import { Chance } from './chance.ts';
import { mistypeCitizen, shortenCitizen } from './mistype-citizen.ts';

it('is always found by the check digit or the calendar', () => {
  const chance = new Chance(11);
  for (let k = 0; k < 2000; k++)
    expect(checkCitizenNumber(mistypeCitizen('610402199001010016', chance)).ok).toBe(false);
});

it('shortens to the old number of fifteen digits', () => {
  expect(shortenCitizen('610402194912310025')).toBe('610402491231002');
});
