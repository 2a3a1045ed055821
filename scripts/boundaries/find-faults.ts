import { posix } from 'node:path';
import { findCircles } from './find-circles.ts';
import { MOST_LINES } from './house.ts';
import { judgeImport } from './judge-import.ts';
import { type Import, readImports } from './read-imports.ts';

/**
 * Checks the order of the house.
 * @param files path from the root of the repository -> text, for every TypeScript file of ours
 * @param engineDependencies engine name -> packages its own package.json declares
 * @returns one sentence a fault, with file and line; empty when the house is in order
 */
export function findFaults(
  files: ReadonlyMap<string, string>,
  engineDependencies: ReadonlyMap<string, readonly string[]>,
): string[] {
  const faults: string[] = [];
  const runs = new Map<string, string[]>();
  for (const [file, text] of files) {
    const lines = text.split('\n').length;
    if (lines > MOST_LINES) faults.push(`${file}: ${lines} lines; none may have more than ${MOST_LINES}`);
    for (const found of readImports(file, text)) {
      const target = resolveImport(file, found);
      const fault = judgeImport(file, target, found, engineDependencies);
      if (fault) faults.push(`${file}:${found.line}: ${fault}`);
      if (!found.typeOnly && files.has(target)) runs.set(file, [...(runs.get(file) ?? []), target]);
    }
  }
  return [...faults, ...findCircles(runs).map((circle) => `circle: ${circle.join(' -> ')}`)];
}

function resolveImport(file: string, found: Import): string {
  return found.specifier.startsWith('.') ? posix.join(posix.dirname(file), found.specifier) : found.specifier;
}
