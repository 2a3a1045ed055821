import { expect, test } from 'vitest';
import { periodOf, presetOf, presets } from './period.ts';

// half past one in the night of the first of March in China is still February in Greenwich
const now = new Date('2026-02-28T17:30:00Z');

test('presets begin with a month of China', () => {
  expect(periodOf('month', now)).toEqual({ from: '2026-03-01', to: '2026-03-01' });
  expect(periodOf('lastMonth', now)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(periodOf('quarter', now)).toEqual({ from: '2026-01-01', to: '2026-03-01' });
  expect(periodOf('year', now)).toEqual({ from: '2025-04-01', to: '2026-03-01' });
});

test('a period knows its preset, and another day has none', () => {
  for (const preset of presets) expect(presetOf(periodOf(preset, now), now)).toBe(preset);
  expect(presetOf({ from: '2026-02-02', to: '2026-02-28' }, now)).toBeUndefined();
});
