import { expect, test } from 'vitest';
import { couldMatch } from './could-match.ts';

const event = {
  number: '2026110100000001',
  act: 'dispatch',
  state: 'assigning',
  seq: 4,
  area: '610402005004001',
  mine: false,
};

test('my work takes only what is mine', () => {
  expect(couldMatch(event, {})).toBe(false);
  expect(couldMatch({ ...event, mine: true }, {})).toBe(true);
});

test('an area filter is "starts with"', () => {
  const mine = { ...event, mine: true };
  expect(couldMatch(mine, { area: '610402005' })).toBe(true);
  expect(couldMatch(mine, { area: '610402006' })).toBe(false);
});

test('a state filter takes a case that arrives in one of its states', () => {
  expect(couldMatch(event, { view: 'area', state: 'handling,assigning' })).toBe(true);
  expect(couldMatch(event, { view: 'area', state: 'handling' })).toBe(false);
});

test('a plain area list is told of new cases, not of every step', () => {
  expect(couldMatch(event, { view: 'area' })).toBe(false);
  expect(couldMatch({ ...event, seq: 1 }, { view: 'area' })).toBe(true);
});
