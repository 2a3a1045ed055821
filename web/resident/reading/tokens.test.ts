import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { thresholds } from '../../kit/thresholds.ts';
import { fontSteps, SMALLEST, tokensFor } from './tokens.ts';

test('even the smallest text of the elder version is large enough, and the last step reaches the largest font', () => {
  for (const px of fontSteps.elder) expect(px * SMALLEST).toBeGreaterThanOrEqual(thresholds.elderFont);
  for (const steps of [fontSteps.elder, fontSteps.ordinary]) {
    expect(steps[steps.length - 1]! * SMALLEST).toBeGreaterThanOrEqual(thresholds.largestFont);
  }
});

test('targets grow with the elder version', () => {
  expect(tokensFor(true, 0)['--r-target']).toBe('60px');
  expect(tokensFor(false, 0)['--r-target']).toBe('44px');
});

test('a step that no longer exists falls back to the nearest', () => {
  expect(tokensFor(false, 99)['--r-font']).toBe(`${fontSteps.ordinary[3]}px`);
  expect(tokensFor(false, -1)['--r-font']).toBe('17px');
});

test('no rule of the face or the kit sets text smaller than the smallest share', () => {
  const folder = join(import.meta.dirname, '../..');
  for (const file of [
    'resident/resident.css',
    'kit/act-form.css',
    'kit/status.css',
    'kit/area-map.css',
    'kit/sample-banner.css',
  ]) {
    const css = readFileSync(join(folder, file), 'utf8');
    for (const [, size, unit] of css.matchAll(/font-size:[^;}]*?([\d.]+)(r?em)\b/g)) {
      expect(Number(size), `${file}: ${size}${unit}`).toBeGreaterThanOrEqual(SMALLEST);
    }
  }
});
