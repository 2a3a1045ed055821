import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('does what the README says', () => {
  const out = execFileSync(process.execPath, [fileURLToPath(new URL('./walk-a-lamp.ts', import.meta.url))], {
    encoding: 'utf8',
  });
  expect(out).toContain('faults of the loop: 0');
  expect(out).toContain('rating -- 确认 --> done');
  expect(out).toContain('2026-10-08T09:00:00.000Z');
});
