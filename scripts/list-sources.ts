import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, '..');

const FOREIGN = new Set(['node_modules', 'dist', 'coverage', '.gewu', '.git']);

/**
 * Our own files with their text, by path from the root, in order. Walks the folders itself: a downloaded archive has
 * no git.
 * @param ext endings to keep, e.g. `['.ts', '.tsx']`
 */
export function listSources(ext: readonly string[]): Map<string, string> {
  const names = globSync('**/*.*', { cwd: ROOT, exclude: (name) => FOREIGN.has(name.split('/').at(-1) ?? '') });
  const kept = names.filter((name) => ext.some((end) => name.endsWith(end))).sort();
  return new Map(kept.map((name) => [name, readFileSync(join(ROOT, name), 'utf8')]));
}
