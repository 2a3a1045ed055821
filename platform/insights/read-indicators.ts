import { type Actor, areaOf } from '../access/actor.ts';
import { withActor } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { dayAfter, isDay, today } from './count-range.ts';
import { INDICATOR_KEYS, INDICATORS, type IndicatorKey, type IndicatorValue, rate } from './indicator-definitions.ts';
import { type CountFilter, type Counts, type Grouping, reachOf, readCounts, sumCounts } from './read-counts.ts';
import { type MedianReply, readMedianReply } from './read-median-reply.ts';

export type IndicatorQuery = {
  by: Grouping;
  level?: number | undefined;
  within?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  unit?: number | undefined;
  matter?: string | undefined;
};
export type IndicatorRow = {
  key: string;
  name: { zh: string; en: string };
  /** How many cases the row stands on, and how many were left out as void, withdrawn or merged. */
  cases: number;
  excluded: number;
  /** Yulin's first indicator: tickets dispatched. */
  dispatched: number;
  suspended: number;
  indicators: Record<IndicatorKey, IndicatorValue>;
  /** Filters of `GET /api/cases` that open the row's cases; add `&fact=` of a numerator or denominator. */
  query: string;
};

/** Longest period by day, in days: beyond it a line of days is a line of noise, and months serve better. */
const MOST_DAYS = 92;

/**
 * Indicators of a period by area, unit, matter, month or day, as far as the actor can see.
 * @throws Problem 422 on a period that is none, or too long to be shown by day
 */
export async function readIndicators(
  ctx: Context,
  actor: Actor,
  query: IndicatorQuery,
): Promise<{
  from: string;
  to: string;
  asOf: string | null;
  rows: IndicatorRow[];
  total: IndicatorRow;
  reply: MedianReply;
}> {
  const to = query.to ?? today();
  const from = query.from ?? monthsBefore(to, 12);
  checkPeriod(query.by, from, to);
  const scope = areaOf(actor);
  const filter: CountFilter = { from, to, within: query.within, unit: query.unit, matter: query.matter };
  const base = query.within && query.within.length > scope.length ? query.within : scope || ctx.config.district;
  const digits = Math.min(12, query.level ? Math.max(base.length, (query.level + 1) * 3) : base.length + 3);
  const reach = reachOf(actor, digits);
  const found = await withActor(ctx.pool, actor, async (_db, client) => {
    const groups = await readCounts(client, query.by, filter, reach);
    const total = sumCounts(groups.map((group) => group.counts));
    const { rows } = await client.query<{ as_of: Date }>('select as_of from indicator_state');
    return {
      groups,
      total,
      asOf: rows[0]?.as_of.toISOString() ?? null,
      reply: await readMedianReply(client, filter, total.counted, !reach.ofUnit),
    };
  });
  const fixed = {
    from,
    to,
    ...(query.within && { area: query.within }),
    ...(query.unit !== undefined && { unit: String(query.unit) }),
    ...(query.matter && { matter: query.matter }),
  };
  const rows = await Promise.all(
    found.groups.map(async ({ key, counts }) =>
      rowOf(key, await nameOf(ctx, query.by, key, digits), counts, {
        ...fixed,
        ...ownFilter(query.by, key, digits, from, to),
      }),
    ),
  );
  return {
    from,
    to,
    asOf: found.asOf,
    rows,
    total: rowOf('', { zh: '合计', en: 'Total' }, found.total, fixed),
    reply: found.reply,
  };
}

function rowOf(
  key: string,
  name: { zh: string; en: string },
  counts: Counts,
  filters: Record<string, string>,
): IndicatorRow {
  const values = INDICATOR_KEYS.map((indicator) => {
    const { numerator, denominator } = INDICATORS[indicator];
    return [indicator, rate(counts[numerator.fact], counts[denominator.fact])] as const;
  });
  return {
    key,
    name,
    cases: counts.counted,
    excluded: counts.excluded,
    dispatched: counts.dispatched,
    suspended: counts.suspended,
    indicators: Object.fromEntries(values) as Record<IndicatorKey, IndicatorValue>,
    query: new URLSearchParams({ view: 'area', ...filters }).toString(),
  };
}

async function nameOf(ctx: Context, by: Grouping, key: string, digits: number): Promise<{ zh: string; en: string }> {
  if (by === 'area') {
    const area = await ctx.caches.areas.get(key);
    const zh = area?.name ?? (await ctx.caches.areas.name(key));
    const en = area?.nameEn ?? zh;
    return key.length < digits ? { zh: `${zh}（未定位到下级）`, en: `${en} (place not known closer)` } : { zh, en };
  }
  if (by === 'unit') {
    const zh = key === '0' ? '尚未派遣' : ((await ctx.caches.posts.unitName(Number(key))) ?? key);
    return { zh, en: key === '0' ? 'Not dispatched yet' : zh };
  }
  if (by === 'matter')
    return (
      (await ctx.caches.catalogue.get()).matters.get(key)?.name ??
      (key ? { zh: key, en: key } : { zh: '尚未归类', en: 'Not classified yet' })
    );
  return { zh: key, en: key };
}

/** What a row's key means as a filter of the desk. A group without unit or matter has no filter of its own. */
function ownFilter(by: Grouping, key: string, digits: number, from: string, to: string): Record<string, string> {
  switch (by) {
    case 'area':
      return { area: key, ...(key.length < digits && { exact: 'true' }) };
    case 'unit':
      return { unit: key };
    case 'matter':
      return { matter: key || 'none' };
    case 'day':
      return { from: key, to: key };
    case 'month': {
      const next = monthsBefore(`${key}-01`, -1);
      const last = new Date(Date.parse(next) - 86_400_000).toISOString().slice(0, 10);
      return { from: from > `${key}-01` ? from : `${key}-01`, to: to < last ? to : last };
    }
  }
}

function checkPeriod(by: Grouping, from: string, to: string): void {
  if (!isDay(from) || !isDay(to) || from > to)
    throw new Problem(422, 'period.wrong', {
      zh: '时间段无效：起始日应不晚于截止日。',
      en: 'The period is wrong: it must begin before it ends.',
    });
  if (by === 'day' && Date.parse(to) - Date.parse(from) >= MOST_DAYS * 86_400_000)
    throw new Problem(422, 'period.long', {
      zh: `按日统计最多 ${MOST_DAYS} 天，请改按月统计。`,
      en: `By day at most ${MOST_DAYS} days; use months instead.`,
    });
}

/** The first day of a period of so many months that ends with `day`. */
function monthsBefore(day: string, months: number): string {
  const date = new Date(`${months > 0 ? dayAfter(day) : day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.toISOString().slice(0, 10);
}
