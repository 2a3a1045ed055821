// Writes every generated file of the repository anew.
import { runSteps } from './run-steps.ts';

const files = ['scripts/generate-db-types.ts', 'scripts/generate-docs.ts'];
const steps = files.map((file) => ({ name: file, command: process.execPath, args: [file] }));
const outcomes = await runSteps(steps, 1, ({ name, ok, output }) =>
  console.log(`${ok ? '✓' : '✗'} ${name}\n${output}`),
);
process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1;
