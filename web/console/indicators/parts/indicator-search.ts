import type { Grouping } from './indicator-types.ts';
import { type Period, periodOf } from './period.ts';

/** What the address of the page says; all of it optional. */
export type IndicatorSearch = {
  by?: string | undefined;
  level?: string | undefined;
  within?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  unit?: string | undefined;
  matter?: string | undefined;
  show?: string | undefined;
};

export const groupings: readonly Grouping[] = ['area', 'unit', 'matter', 'month', 'day'];
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Longest period that is shown by day, as the server has it. */
const MOST_DAYS = 92;

export function periodIn(search: IndicatorSearch): Period {
  const { from, to } = search;
  return from && to && DAY.test(from) && DAY.test(to) && from <= to ? { from, to } : periodOf('quarter');
}

export function groupingIn(search: IndicatorSearch): Grouping {
  return groupings.find((by) => by === search.by) ?? 'area';
}

/** Whether a period is short enough to be shown day by day. */
export function fitsDays({ from, to }: Period): boolean {
  return Date.parse(to) - Date.parse(from) < MOST_DAYS * 86_400_000;
}

/** The level of areas that are shown inside an area: streets of the district, communities of a street. */
export function levelIn(search: IndicatorSearch, own: string): number {
  const base = (search.within ?? own).length;
  return base >= 9 || search.level === '3' ? 3 : 2;
}

/** The query of `GET /api/indicators`. */
export function indicatorQuery(search: IndicatorSearch, own: string): string {
  const by = groupingIn(search);
  const period = periodIn(search);
  const query = new URLSearchParams({ by: by === 'day' && !fitsDays(period) ? 'month' : by, ...period });
  if (by === 'area') query.set('level', String(levelIn(search, own)));
  for (const key of ['within', 'unit', 'matter'] as const) {
    const value = search[key];
    if (value) query.set(key, value);
  }
  return query.toString();
}
