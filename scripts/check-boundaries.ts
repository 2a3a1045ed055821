// Reads every import of ours and fails when one breaks the order of the house.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFaults } from './boundaries/find-faults.ts';
import { listSources, ROOT } from './list-sources.ts';

const engines = join(ROOT, 'engines');
const dependencies = new Map(
  readdirSync(engines)
    .filter((name) => existsSync(join(engines, name, 'package.json')))
    .map((name) => {
      const manifest: { dependencies?: Record<string, string> } = JSON.parse(
        readFileSync(join(engines, name, 'package.json'), 'utf8'),
      );
      return [name, Object.keys(manifest.dependencies ?? {})] as const;
    }),
);
const files = listSources(['.ts', '.tsx']);
files.delete('platform/db/types.ts'); // generated
const faults = findFaults(files, dependencies);
for (const fault of faults) console.error(fault);
console.log(`boundaries: ${files.size} files, ${faults.length} faults`);
process.exitCode = faults.length ? 1 : 0;
