import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('runs as the README says', () => {
  const out = execFileSync(process.execPath, [`${import.meta.dirname}/check-a-row.ts`], { encoding: 'utf8' });
  expect(out).toContain('610402005004|芙蓉小区|3|2|501');
  expect(out).toContain("reason: 'date'");
  expect(out).toContain("verdict: 'partial'");
});
