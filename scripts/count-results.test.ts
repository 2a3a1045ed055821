import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countResults } from './count-results.ts';

function reportFile(report: object): string {
  const file = join(mkdtempSync(join(tmpdir(), 'gewu-count-')), 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
}

describe('counting a test report', () => {
  it('adds files that could not be read to the failures', () => {
    const testResults = [
      { name: 'a', status: 'failed', message: 'cannot read', assertionResults: [] },
      { name: 'b', status: 'passed', message: '', assertionResults: [{}, {}] },
    ];
    const file = reportFile({ success: false, numPassedTests: 2, numFailedTests: 0, testResults });
    expect(countResults(file)).toEqual({ passed: 2, failed: 1 });
  });

  it('never takes a missing or unhappy report for a success', () => {
    expect(countResults('/nowhere/report.json')).toEqual({ passed: 0, failed: 1 });
    const file = reportFile({ success: false, numPassedTests: 3, numFailedTests: 0, testResults: [] });
    expect(countResults(file)).toEqual({ passed: 3, failed: 1 });
  });
});
