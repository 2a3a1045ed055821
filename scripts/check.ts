// Everything that can be said of the code without running it: style, types, order of the rooms, generated files up to
// date, documents in both languages alike. Ends with the number of checks passed and failed.
import { runSteps, type Step } from './run-steps.ts';

const node = (name: string, ...args: string[]): Step => ({ name, command: process.execPath, args });
const steps: Step[] = [
  { name: 'style (biome)', command: 'node_modules/.bin/biome', args: ['check', '--error-on-warnings', '.'] },
  { name: 'types of the server', command: 'node_modules/.bin/tsc', args: ['-p', 'tsconfig.json'] },
  { name: 'types of the web kit', command: 'node_modules/.bin/tsc', args: ['-p', 'web/tsconfig.json'] },
  { name: 'types of the desk', command: 'node_modules/.bin/tsc', args: ['-p', 'web/console/tsconfig.json'] },
  { name: 'types of the field face', command: 'node_modules/.bin/tsc', args: ['-p', 'web/field/tsconfig.json'] },
  { name: 'types of the resident face', command: 'node_modules/.bin/tsc', args: ['-p', 'web/resident/tsconfig.json'] },
  { name: 'types of the journeys', command: 'node_modules/.bin/tsc', args: ['-p', 'journeys/tsconfig.json'] },
  node('order of the rooms', 'scripts/check-boundaries.ts'),
  node('documents', 'scripts/check-docs.ts'),
  node('database types', 'scripts/generate-db-types.ts', '--verify'),
  node('OpenAPI and permissions', 'scripts/generate-docs.ts', '--verify'),
];

const outcomes = await runSteps(steps, 2, ({ name, ok, seconds, output }) => {
  console.log(`${ok ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`);
  if (!ok) console.log(output.replace(/^/gm, '    '));
});
const failed = outcomes.filter(({ ok }) => !ok).length;
console.log(`check: ${outcomes.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
