import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, '..');

/**
 * Our own source files with their text, by path from the root: what git tracks or would track.
 * @param ext endings to keep, e.g. `['.ts', '.tsx']`
 */
export function listSources(ext: readonly string[]): Map<string, string> {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const names = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\0');
  const kept = names.filter((name) => ext.some((end) => name.endsWith(end)) && existsSync(join(ROOT, name)));
  return new Map(kept.sort().map((name) => [name, readFileSync(join(ROOT, name), 'utf8')]));
}
