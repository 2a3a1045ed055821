// `npm run bench -- NAME`: runs bench/NAME.ts. Each prints a table and, as its last line, one line of JSON.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [name] = process.argv.slice(2);
const file = name === undefined ? undefined : join(import.meta.dirname, `${name}.ts`);
if (!file || name === 'run' || !existsSync(file)) {
  const names = readdirSync(import.meta.dirname)
    .filter((entry) => entry.endsWith('.ts') && entry !== 'run.ts')
    .map((entry) => entry.slice(0, -3));
  console.error(`Usage: npm run bench -- NAME, with NAME one of: ${names.join(', ')}`);
  process.exit(2);
}
await import(file);
