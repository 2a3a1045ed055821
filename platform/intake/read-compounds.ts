import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NamedArea } from './match-place.ts';

/**
 * Housing compounds whose names do not follow their community's, from `districts/<code>/compounds.tsv` of the
 * catalogue folder: area code, tab, name; lines that begin with # are notes. A district without the file has none.
 * @throws Error for a line that is no such pair, or lies outside the district
 */
export function readCompounds(catalogFolder: string, district: string): NamedArea[] {
  const file = join(catalogFolder, 'districts', district, 'compounds.tsv');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .map((text, i) => ({ text: text.trim(), line: i + 1 }))
    .filter(({ text }) => text !== '' && !text.startsWith('#'))
    .map(({ text, line }) => {
      const [code = '', name = ''] = text.split('\t').map((cell) => cell.trim());
      if (!/^(\d{12}|\d{15})$/.test(code) || !code.startsWith(district) || name.length < 2)
        throw new Error(`${file}, line ${line}: wanted a community or grid of ${district}, a tab and a name`);
      return { code, name };
    });
}
