import type pg from 'pg';
import { CASE_FACT_NAMES, type CaseFact } from '../cases/case-facts.ts';
import { rangeSql } from './count-range.ts';

export type Grouping = 'area' | 'unit' | 'matter' | 'month' | 'day';
export type Counts = Record<CaseFact, number>;
export type CountFilter = {
  /** Both days counted; checked by the caller, they stand in the SQL. */
  from: string;
  to: string;
  /** Only areas whose code starts with this. */
  within?: string | undefined;
  unit?: number | undefined;
  matter?: string | undefined;
};

const SUMS = CASE_FACT_NAMES.map((fact) => `sum(${fact})::int as ${fact}`).join(', ');

/**
 * Sums of facts by group, under the role of whoever asks: row-level security leaves out what is not theirs.
 * @param areaDigits length of the area codes to group by, where the grouping is by area
 */
export async function readCounts(
  client: pg.PoolClient,
  by: Grouping,
  filter: CountFilter,
  areaDigits = 9,
): Promise<{ key: string; counts: Counts }[]> {
  const key = {
    area: `left(area, ${areaDigits})`,
    unit: 'unit::text',
    matter: 'matter',
    month: `to_char(day, 'YYYY-MM')`,
    day: `to_char(day, 'YYYY-MM-DD')`,
  }[by];
  const values: unknown[] = [];
  const parts = [rangeSql(filter.from, filter.to), ...otherFilters(filter, values)];
  const range = by === 'day' ? `(grain = 'day' and day >= '${filter.from}' and day <= '${filter.to}')` : parts[0];
  const { rows } = await client.query<{ key: string } & Counts>(
    `select ${key} as key, ${SUMS} from indicator_count where ${[range, ...parts.slice(1)].join(' and ')} group by 1 order by 1`,
    values,
  );
  return rows.map(({ key: name, ...counts }) => ({ key: name, counts: counts as Counts }));
}

/** Conditions besides the period; their values are appended to `values`. */
export function otherFilters(filter: CountFilter, values: unknown[], areaColumn = 'area'): string[] {
  const p = (value: unknown) => `$${values.push(value)}`;
  const parts: string[] = [];
  if (filter.within) parts.push(`${areaColumn} >= ${p(filter.within)} and ${areaColumn} < ${p(`${filter.within}:`)}`);
  if (filter.unit !== undefined) parts.push(`unit = ${p(filter.unit)}`);
  if (filter.matter !== undefined) parts.push(`matter = ${p(filter.matter)}`);
  return parts;
}

/** The sum of groups: every fact of a case is counted in exactly one group. */
export function sumCounts(groups: readonly Counts[]): Counts {
  return Object.fromEntries(
    CASE_FACT_NAMES.map((fact) => [fact, groups.reduce((sum, counts) => sum + counts[fact], 0)]),
  ) as Counts;
}
