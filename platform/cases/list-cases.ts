import { type Static, Type } from 'typebox';
import type { Actor } from '../access/actor.ts';
import { withActor } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { CaseFilter, whereOf } from './case-filter.ts';
import { type ListedCase, ROW_COLUMNS, viewRow } from './case-view.ts';

export const ListQuery = Type.Object({
  ...CaseFilter.properties,
  sort: Type.Optional(Type.Union([Type.Literal('due'), Type.Literal('opened')])),
  cursor: Type.Optional(Type.String({ maxLength: 100 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});
export type ListQuery = Static<typeof ListQuery>;

/**
 * A page of cases the actor can see. `due` orders open work by the nearer limit, `opened` newest first; the cursor
 * is the last row's place in that order, so pages neither skip nor repeat while cases come in.
 */
export async function listCases(ctx: Context, actor: Actor, query: ListQuery) {
  const limit = query.limit ?? 50;
  const where = whereOf(actor, query);
  const byDue = (query.sort ?? (query.view === 'mine' ? 'due' : 'opened')) === 'due';
  const values = [...where.values];
  const after = readCursor(query.cursor);
  let page = '';
  if (after) {
    values.push(after.at, after.id);
    page = byDue ? `and (coalesce(c.stage_due_at, 'infinity'), c.id) > ($${values.length - 1}, $${values.length})` : `and (c.opened_at, c.id) < ($${values.length - 1}, $${values.length})`;
  }
  const order = byDue ? `coalesce(c.stage_due_at, 'infinity'), c.id` : 'c.opened_at desc, c.id desc';
  values.push(limit + 1);
  const text = `select ${ROW_COLUMNS.map((column) => `c.${column}`).join(', ')},
    (select f.id from file_object f where f.case_id = c.id and f.mime like 'image/%' order by f.created_at limit 1) as thumb
    from cases c where ${where.sql} ${page} order by ${order} limit $${values.length}`;
  const rows = await withActor(ctx.pool, actor, async (_db, client) => (await client.query<ListedCase & { thumb: string | null }>(text, values)).rows);
  const catalogue = await ctx.caches.catalogue.get();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? `${byDue ? (last.stage_due_at?.toISOString() ?? 'infinity') : last.opened_at.toISOString()}_${last.id}` : null;
  return { rows: await Promise.all(shown.map(async (row) => ({ ...(await viewRow(ctx.caches, catalogue, row)), thumb: row.thumb }))), next };
}

function readCursor(cursor: string | undefined): { at: string; id: number } | undefined {
  if (!cursor) return undefined;
  const [at = '', id = ''] = cursor.split('_');
  if ((at !== 'infinity' && Number.isNaN(Date.parse(at))) || !/^\d{1,15}$/.test(id)) throw new Problem(422, 'cursor.wrong', { zh: '翻页位置无效，请从第一页开始。', en: 'The page marker is not valid. Start from the first page.' });
  return { at, id: Number(id) };
}
