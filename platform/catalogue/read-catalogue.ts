import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Catalogue, loadCatalogue } from '@gewu/procedures/load-catalogue';
import type { Text, WorkingHours } from '@gewu/procedures/types';
import { parse } from 'yaml';
import { type MatterRow, readMatters } from './load-matters.ts';
import { type LimitRow, readLimits } from './read-limits.ts';
import { readHours, readSettings, type Settings } from './read-settings.ts';

export type Department = { code: string; name: Text };

/** What the files of a district declare, before the district edits any of it. */
export type DeclaredCatalogue = {
  engine: Catalogue;
  matters: MatterRow[];
  departments: Department[];
  limits: LimitRow[];
  hours: WorkingHours;
  settings: Settings;
};

/** The catalogue that ships with the program. */
export const CATALOGUE_DIR = fileURLToPath(new URL('../../catalog/', import.meta.url));

/**
 * Reads the whole declared catalogue and checks that its parts know each other.
 * @throws Error naming the file and what is wrong with it
 */
export function readCatalogue(dir: string = CATALOGUE_DIR): DeclaredCatalogue {
  const engine = loadCatalogue(dir);
  const departments = parse(readFileSync(join(dir, 'departments.yaml'), 'utf8')) as Department[];
  const matters = readMatters(dir);
  const settings = readSettings(dir);
  const catalogue = {
    engine,
    matters,
    departments,
    limits: readLimits(dir, settings),
    hours: readHours(dir),
    settings,
  };
  const faults = findStrangers(catalogue);
  if (faults.length > 0) throw new Error(`the catalogue in ${dir} does not fit together:\n${faults.join('\n')}`);
  return catalogue;
}

/** References that lead nowhere. */
function findStrangers({ engine, matters, departments, limits }: DeclaredCatalogue): string[] {
  const codes = new Set(departments.map((department) => department.code));
  const keys = new Set(matters.map((matter) => matter.key));
  const faults = new Set<string>();
  for (const { key, lead, procedure } of matters) {
    if (!codes.has(lead)) faults.add(`leads.yaml: ${key} is led by ${lead}, which is no department`);
    if (!engine.procedures.has(procedure)) faults.add(`leads.yaml: ${key} travels ${procedure}, which is no procedure`);
  }
  for (const { matter, procedure } of limits) {
    if (matter !== null && !keys.has(matter)) faults.add(`limits.yaml: there is no matter ${matter}`);
    if (procedure !== null && !engine.procedures.has(procedure))
      faults.add(`limits.yaml: there is no procedure ${procedure}`);
  }
  return [...faults];
}
