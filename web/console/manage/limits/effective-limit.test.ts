import { expect, test } from 'vitest';
import { effectiveLimit, isOwn, type LimitRow } from './effective-limit.ts';

const row = (id: number, part: Partial<LimitRow>): LimitRow => ({
  id,
  matter: null,
  procedure: null,
  urgency: 'normal',
  stage: 'handle',
  area: null,
  amount: id,
  unit: 'day',
  warnRatio: 0.8,
  validFrom: '',
  validTo: null,
  changedBy: null,
  basis: null,
  ...part,
});
const rows = [
  row(1, {}),
  row(2, { procedure: 'repair' }),
  row(3, { matter: 'M1' }),
  row(4, { area: '610402001' }),
  row(5, { urgency: 'urgent' }),
  row(6, { matter: 'M1', validTo: '2026-01-01T00:00:00Z' }),
];
const idFor = (scope: object, urgency = 'normal') => effectiveLimit(rows, scope, 'handle', urgency)?.id;

test('the most particular row in force holds', () => {
  expect(idFor({})).toBe(1);
  expect(idFor({ procedure: 'repair' })).toBe(2);
  expect(idFor({ matter: 'M1', procedure: 'repair' })).toBe(3);
  expect(idFor({ matter: 'M2', procedure: 'repair' })).toBe(2);
  expect(idFor({ area: '610402001005' })).toBe(4);
  expect(idFor({}, 'urgent')).toBe(5);
  expect(idFor({}, 'critical')).toBeUndefined();
});

test('own is only what is about just this', () => {
  expect(isOwn(rows[2] as LimitRow, { matter: 'M1', procedure: 'repair' }, 'handle', 'normal')).toBe(true);
  expect(isOwn(rows[1] as LimitRow, { matter: 'M1', procedure: 'repair' }, 'handle', 'normal')).toBe(false);
  expect(isOwn(rows[0] as LimitRow, {}, 'handle', 'normal')).toBe(true);
});
