import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findManyFingers } from './find-many-fingers.ts';

test.each([
  'if (event.touches.length >= 3) zoom();',
  'event.targetTouches.length===4',
  'e.touches.length > 2 && turn()',
])('%s is found', (line) => {
  expect(findManyFingers(`const a = 1;\n${line}\n`)).toEqual([line]);
});

test('one finger and two are nobody else to us', () => {
  expect(findManyFingers('if (event.touches.length > 1) return;\nif (touches.length === 2) pinch();')).toEqual([]);
});

test('no face waits for three fingers', () => {
  const web = join(import.meta.dirname, '../..');
  const sources = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'),
  );
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.flatMap((name) => findManyFingers(readFileSync(join(web, name), 'utf8')))).toEqual([]);
});
