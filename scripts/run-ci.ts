// Check and test in one go; the last line says how many passed and failed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countResults } from './count-results.ts';
import { ROOT } from './list-sources.ts';

const run = (file: string, ...args: string[]) =>
  spawnSync(process.execPath, [join(ROOT, file), ...args], { cwd: ROOT, stdio: 'inherit' }).status === 0;

const checked = run('scripts/check.ts');
const built = run('scripts/build-web.ts');
const report = join(mkdtempSync(join(tmpdir(), 'gewu-ci-')), 'report.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const tested = run('node_modules/vitest/vitest.mjs', 'run', ...reporters);
const { passed, failed } = countResults(report);
const steps = [checked, built].filter((ok) => !ok).length;
const allFailed = failed + steps + (failed === 0 && !tested ? 1 : 0);
process.exitCode = allFailed ? 1 : 0;
console.log(`${passed + (2 - steps)} passed, ${allFailed} failed`);
