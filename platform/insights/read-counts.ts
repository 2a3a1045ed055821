import type pg from 'pg';
import { type Actor, areaOf } from '../access/actor.ts';
import { CASE_FACT_NAMES, type CaseFact } from '../cases/case-facts.ts';
import { dayAfter, splitRange, stretchSql } from './count-range.ts';

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
/** Who looks, as far as it decides which cut of the counts can answer. */
export type Reach = {
  /** Length of the area codes to group by, where the grouping is by area. */
  digits: number;
  /** Area of the actor. */
  scope: string;
  /** The actor sees one unit's cases, wherever they are. */
  ofUnit: boolean;
};

/** Departments' posts see their unit's cases wherever they are, as row-level security has it; all others an area. */
export function reachOf(actor: Actor, digits: number): Reach {
  const ofUnit =
    actor.kind === 'staff' && actor.post.organisationKind === 'department' && actor.post.role.startsWith('department');
  return { digits, scope: areaOf(actor), ofUnit };
}

const SUMS = CASE_FACT_NAMES.map((fact) => `sum(${fact})::int as ${fact}`).join(', ');
const BITS = CASE_FACT_NAMES.map((fact, bit) => `sum((facts >> ${bit}) & 1)::int as ${fact}`).join(', ');

/**
 * Sums of facts by group, under the role of whoever asks: row-level security leaves out what is not theirs. Whole
 * months come from the cut that knows just enough, the days at the edges from its days, or from the cases themselves
 * where they are few.
 */
export async function readCounts(
  client: pg.PoolClient,
  by: Grouping,
  filter: CountFilter,
  reach: Reach,
): Promise<{ key: string; counts: Counts }[]> {
  const key = {
    area: `left(area, ${reach.digits})`,
    unit: 'unit::text',
    matter: 'matter',
    month: `to_char(day, 'YYYY-MM')`,
    day: `to_char(day, 'YYYY-MM-DD')`,
  }[by];
  const values: unknown[] = [];
  const others = otherFilters(filter, values);
  const sums = new Map<string, Counts>();
  for (const { sql, table } of piecesOf(by, filter, reach)) {
    const where = [sql, ...others].join(' and ');
    const { rows } = await client.query<{ key: string } & Counts>(
      `select ${key} as key, ${table === 'indicator_case' ? BITS : SUMS} from ${table} where ${where} group by 1`,
      values,
    );
    for (const { key: name, ...counts } of rows) {
      const before = sums.get(name);
      sums.set(name, before ? sumCounts([before, counts as Counts]) : (counts as Counts));
    }
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, counts]) => ({ key: name, counts }));
}

type Piece = { table: 'indicator_count' | 'indicator_case'; sql: string };

function piecesOf(by: Grouping, filter: CountFilter, { digits, scope, ofUnit }: Reach): Piece[] {
  const whole = { from: filter.from, before: dayAfter(filter.to) };
  const { months, edges } = by === 'day' ? { months: undefined, edges: [whole] } : splitRange(filter.from, filter.to);
  const cell = by === 'unit' || by === 'matter' || filter.unit !== undefined || filter.matter !== undefined || ofUnit;
  const depth = Math.max(filter.within?.length ?? 0, scope.length, by === 'area' ? digits : 0);
  const cut = cell ? (depth <= 6 ? 'district' : depth <= 9 ? 'street' : undefined) : 'area';
  if (!cut) return [{ table: 'indicator_case', sql: stretchSql(whole) }];
  const counted = (grain: 'day' | 'month', days: string): Piece => ({
    table: 'indicator_count',
    sql: `cut = '${cut}' and grain = '${grain}' and ${days}`,
  });
  const days = edges.length > 0 ? `(${edges.map(stretchSql).join(' or ')})` : undefined;
  const pieces = months ? [counted('month', stretchSql(months))] : [];
  // streets have no days by unit and matter: there would be as many rows as cases
  if (days) pieces.push(cut === 'street' ? { table: 'indicator_case', sql: days } : counted('day', days));
  return pieces;
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
