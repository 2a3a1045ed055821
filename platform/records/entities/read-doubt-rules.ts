import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import type { Kind } from '../sources/declaration.ts';

export type DoubtRules = {
  /** Match weight in bits from which two entities are asked about; most such questions a run may raise. */
  link: { least: number; mostPerRun: number };
  conflict: { trust: number; share: number; fields: Partial<Record<Kind, string[]>> };
  vacancy: { months: number };
  /** Months by kind. */
  stale: Partial<Record<Kind, number>>;
};

/**
 * Reads what a district declares about doubts.
 * @throws Error where a figure is missing
 */
export function readDoubtRules(dir: string = CATALOGUE_DIR): DoubtRules {
  const rules = parse(readFileSync(join(dir, 'records/doubts.yaml'), 'utf8')) as DoubtRules;
  const figures: Record<string, unknown> = {
    'link/least': rules.link?.least,
    'link/mostPerRun': rules.link?.mostPerRun,
    'conflict/trust': rules.conflict?.trust,
    'conflict/share': rules.conflict?.share,
    'vacancy/months': rules.vacancy?.months,
  };
  for (const [path, figure] of Object.entries(figures))
    if (typeof figure !== 'number') throw new Error(`records/doubts.yaml /${path}: must be a number`);
  return rules;
}
