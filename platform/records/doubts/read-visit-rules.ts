import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';

/** How often a home may be bothered; days and counts, see catalog/records/visits.yaml. */
export type VisitRules = { restDays: number; againDays: number; questions: number; openPerGrid: number };

/**
 * Reads what a district declares about visits to doors.
 * @throws Error where a figure is missing or no positive whole number
 */
export function readVisitRules(dir: string = CATALOGUE_DIR): VisitRules {
  const rules = parse(readFileSync(join(dir, 'records/visits.yaml'), 'utf8')) as VisitRules;
  for (const key of ['restDays', 'againDays', 'questions', 'openPerGrid'] as const)
    if (!Number.isInteger(rules[key]) || rules[key] < 1)
      throw new Error(`records/visits.yaml /${key}: must be a positive whole number`);
  return rules;
}
