import { type Static, Type } from 'typebox';
import { type Actor, areaOf } from '../access/actor.ts';
import type { CatalogueSnapshot } from '../catalogue/catalogue-cache.ts';
import { withActor } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { CaseFilter, DUE, whereOf, whereText } from './case-filter.ts';
import { type ListedCase, ROW_COLUMNS, viewRow } from './case-view.ts';
import { coverReport, onlyFollows } from './cover-report.ts';

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
  const catalogue = await ctx.caches.catalogue.get();
  const byDue = (query.sort ?? (query.view === 'mine' ? 'due' : 'opened')) === 'due';
  const filter = {
    ...query,
    ...((byDue || onlyOpenStates(catalogue, query.state)) && query.open === undefined && { open: true }),
  };
  const after = readCursor(query.cursor);
  const rows = await withActor(ctx.pool, actor, async (_db, client) => {
    const read = async (withText: Text) =>
      (await client.query<Found>(...pageQuery(actor, filter, { byDue, after, limit: limit + 1, withText }))).rows;
    // common words are found among the newest cases; only rare ones need the text index, which then has little to sort
    if (!query.q || byDue || actor.kind === 'resident') return read('index');
    const newest = await read('newest');
    return newest.length > limit ? newest : read(isSmall(actor) ? 'index' : 'rare');
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next =
    rows.length > limit && last ? `${byDue ? momentOf(last.due_key) : last.opened_at.toISOString()}_${last.id}` : null;
  const rowsShown = shown.map(async (row) => {
    const seen = onlyFollows(actor, row) ? coverReport(row, catalogue) : row;
    return { ...(await viewRow(ctx.caches, seen)), thumb: row.thumb };
  });
  return { rows: await Promise.all(rowsShown), next };
}

type Found = ListedCase & { thumb: string | null; due_key: Date | number };
/** How words are looked for: as the planner likes, among the newest only, or gathered first and sorted then. */
type Text = 'index' | 'newest' | 'rare';
type Page = { byDue: boolean; after: { at: string; id: number } | undefined; limit: number; withText: Text };

/** How many of the newest cases are read for a common word: a large scope passes over more strangers on the way. */
const NEWEST = { large: 4_000, small: 1_000 };

/** A community or a grid has so few cases that the planner's own choice is good. */
function isSmall(actor: Actor): boolean {
  return areaOf(actor).length > 9;
}

const COLUMNS = ROW_COLUMNS.map((column) => `c.${column}`).join(', ');
const THUMB = `(select f.id from file_object f where f.case_id = c.id and f.mime like 'image/%' order by f.created_at limit 1) as thumb`;

function pageQuery(actor: Actor, filter: CaseFilter, page: Page): [text: string, values: unknown[]] {
  const { q, ...rest } = filter;
  const where = whereOf(actor, page.withText === 'newest' ? rest : filter);
  const values = [...where.values];
  const p = (value: unknown) => `$${values.push(value)}`;
  const place = page.byDue ? [DUE, '>'] : ['c.opened_at', '<'];
  const after = page.after ? `and (${place[0]}, c.id) ${place[1]} (${p(page.after.at)}, ${p(page.after.id)})` : '';
  // what is known to be rare is gathered by the text index: an order that no index has keeps the planner from reading
  // a whole unit's cases newest first in the hope of an early end
  const opened = page.withText === 'rare' ? "c.opened_at + interval '0'" : 'c.opened_at';
  const order = page.byDue ? `${DUE}, c.id` : `${opened} desc, c.id desc`;
  const found = `from cases c where ${where.sql} ${after} order by ${order} limit`;
  if (page.withText !== 'newest')
    return [`select ${COLUMNS}, ${DUE} as due_key, ${THUMB} ${found} ${p(page.limit)}`, values];
  const text = whereText(q ?? '', p);
  const few = isSmall(actor) || (actor.kind === 'staff' && actor.post.organisationKind === 'department');
  return [
    `select ${COLUMNS}, ${DUE} as due_key, ${THUMB} from (select ${COLUMNS}, c.search ${found} ${few ? NEWEST.small : NEWEST.large}) c where ${text} order by ${order} limit ${p(page.limit)}`,
    values,
  ];
}

/** Whether a filter by state names only states in which a case is open, in every loop that has them. */
function onlyOpenStates(catalogue: CatalogueSnapshot, states: string | undefined): boolean {
  if (!states) return false;
  const turns = [...catalogue.current.values()].flatMap((pinned) =>
    states.split(',').map((state) => pinned.loop.loop.states[state]?.turn),
  );
  return turns.some(Boolean) && !turns.includes('nobody');
}

function momentOf(due: Date | number): string {
  return due instanceof Date ? due.toISOString() : 'infinity';
}

function readCursor(cursor: string | undefined): { at: string; id: number } | undefined {
  if (!cursor) return undefined;
  const [at = '', id = ''] = cursor.split('_');
  if ((at !== 'infinity' && Number.isNaN(Date.parse(at))) || !/^\d{1,15}$/.test(id))
    throw new Problem(422, 'cursor.wrong', {
      zh: '翻页位置无效，请从第一页开始。',
      en: 'The page marker is not valid. Start from the first page.',
    });
  return { at, id: Number(id) };
}
