import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeOrVerify } from './write-or-verify.ts';

it('verifies without writing and notices a stale file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'gewu-docs-')), 'deep/page.md');
  expect(writeOrVerify(file, 'one', true)).toBe(false);
  expect(writeOrVerify(file, 'one', false)).toBe(true);
  expect(writeOrVerify(file, 'one', true)).toBe(true);
  expect(writeOrVerify(file, 'two', true)).toBe(false);
  expect(readFileSync(file, 'utf8')).toBe('one');
});
