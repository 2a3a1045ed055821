import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Base } from './declaration.ts';

/** Reads the base tables from `records/base.yaml` of the catalogue folder. */
export function readBase(catalogFolder: string): Base {
  return parse(readFileSync(join(catalogFolder, 'records/base.yaml'), 'utf8')) as Base;
}
