import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LimitUnit, Urgency } from '@gewu/procedures/types';
import { parse } from 'yaml';
import type { Settings } from './read-settings.ts';

/** A row of the table `limit_rule`. */
export type LimitRow = {
  matter: string | null;
  procedure: string | null;
  urgency: Urgency;
  stage: string;
  amount: number;
  unit: LimitUnit;
  warn_ratio: number;
  /** Where the figure comes from. */
  basis: string;
};

type Group = { basis: string; limits: Record<string, string> };
type LimitsFile = {
  warnRatio: number;
  urgency: Record<Urgency, Group>;
  procedures: Record<string, Group>;
  matters: Record<string, Group>;
};

const URGENCIES = ['critical', 'urgent', 'normal'] as const;
const UNITS: readonly string[] = ['minute', 'hour', 'day', 'working_hour', 'working_day'] satisfies LimitUnit[];

/**
 * Reads the limits a district starts with. Rows of a procedure or a matter hold for normal urgency only: what is
 * critical stays critical whatever procedure it travels.
 * @throws Error when a limit is not written as `amount unit`
 */
export function readLimits(dir: string, settings: Settings): LimitRow[] {
  const file = parse(readFileSync(join(dir, 'limits.yaml'), 'utf8')) as LimitsFile;
  const rows: LimitRow[] = [];
  const add = (group: Group, of: Pick<LimitRow, 'matter' | 'procedure' | 'urgency'>) => {
    for (const [stage, text] of Object.entries(group.limits))
      rows.push({ ...of, stage, ...readLimit(text, stage), warn_ratio: file.warnRatio, basis: group.basis });
  };
  const timers: Group = {
    basis: '本区设定。 | Setting of the district.',
    limits: {
      silence: `${settings.silenceDays} day`,
      archive: `${settings.appealDays} day`,
      draft: `${settings.draftDays} day`,
      review: `${settings.reviewDays} day`,
    },
  };
  for (const urgency of URGENCIES) {
    add(file.urgency[urgency], { matter: null, procedure: null, urgency });
    add(timers, { matter: null, procedure: null, urgency });
  }
  for (const [procedure, group] of Object.entries(file.procedures))
    add(group, { matter: null, procedure, urgency: 'normal' });
  for (const [matter, group] of Object.entries(file.matters))
    add(group, { matter, procedure: null, urgency: 'normal' });
  return rows;
}

function readLimit(text: string, stage: string): { amount: number; unit: LimitUnit } {
  const [number = '', unit = '', ...rest] = text.split(' ');
  const amount = Number(number);
  if (!(amount > 0) || !UNITS.includes(unit) || rest.length > 0)
    throw new Error(`limits.yaml: "${text}" for ${stage} is not an amount and a unit (${UNITS.join(', ')})`);
  return { amount, unit: unit as LimitUnit };
}
