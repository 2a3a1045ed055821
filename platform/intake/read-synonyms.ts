import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What people say for each matter, by matter key, from `synonyms.yaml` of the catalogue folder. */
export function readSynonyms(catalogFolder: string): Record<string, string[]> {
  return parse(readFileSync(join(catalogFolder, 'synonyms.yaml'), 'utf8')) as Record<string, string[]>;
}
