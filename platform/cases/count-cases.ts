import type { Actor } from '../access/actor.ts';
import { areaOf } from '../access/actor.ts';
import { withActor } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { type CaseFilter, DUE, RUNNING, whereOf } from './case-filter.ts';

/** Counts of open work under a filter: in all, overdue, near the limit, by state, and by the next level of area. */
export async function countCases(ctx: Context, actor: Actor, filter: CaseFilter) {
  const { open: _open, state: _state, due: _due, ...rest } = filter;
  const where = whereOf(actor, rest);
  const below = Math.min(15, (rest.area ?? areaOf(actor) ?? '').length + 3 || 9);
  const text = `select c.state, left(c.area, ${below}) as area, count(*)::int as n,
      count(*) filter (where ${RUNNING} and ${DUE} < now())::int as overdue,
      count(*) filter (where c.warned and ${RUNNING} and ${DUE} >= now())::int as soon
    from cases c where c.open and ${where.sql} group by 1, 2`;
  const rows = await withActor(
    ctx.pool,
    actor,
    async (_db, client) =>
      (
        await client.query<{ state: string; area: string; n: number; overdue: number; soon: number }>(
          text,
          where.values,
        )
      ).rows,
  );
  const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const byState: Record<string, number> = {};
  const byArea = new Map<string, { open: number; overdue: number }>();
  for (const row of rows) {
    byState[row.state] = (byState[row.state] ?? 0) + row.n;
    const entry = byArea.get(row.area) ?? { open: 0, overdue: 0 };
    byArea.set(row.area, { open: entry.open + row.n, overdue: entry.overdue + row.overdue });
  }
  const areas = await Promise.all(
    [...byArea]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(async ([area, n]) => ({ area, name: await ctx.caches.areas.name(area), ...n })),
  );
  return {
    open: sum((row) => row.n),
    overdue: sum((row) => row.overdue),
    soon: sum((row) => row.soon),
    byState,
    byArea: areas,
  };
}
