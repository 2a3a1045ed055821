/** Filters that the API understands; every one is a text in the address, so that a list can be shared. */
export const filterKeys = [
  'state',
  'stage',
  'matter',
  'area',
  'unit',
  'urgency',
  'source',
  'from',
  'to',
  'due',
  'mark',
  'q',
  'open',
  'fact',
  'exact',
] as const;
export type FilterKey = (typeof filterKeys)[number];
export type DeskView = 'mine' | 'assist' | 'area' | 'reported';

/** The lists of a desk in the order of their tabs. */
export const deskViews: readonly DeskView[] = ['mine', 'assist', 'area', 'reported'];

/** The whole address of the desk: which list, its filters, its order, and how it is shown. */
export type DeskSearch = { view?: DeskView; sort?: 'due' | 'opened'; show?: 'map' } & { [key in FilterKey]?: string };

/** Reads an address; unknown keys and impossible values are dropped instead of breaking the page. */
export function readDeskSearch(raw: Record<string, unknown>): DeskSearch {
  const search: DeskSearch = {};
  for (const key of filterKeys) {
    const value = raw[key];
    if (typeof value === 'string' && value !== '') search[key] = value;
  }
  const view = deskViews.find((one) => one === raw.view);
  if (view !== undefined) search.view = view;
  if (raw.sort === 'opened' || raw.sort === 'due') search.sort = raw.sort;
  if (raw.show === 'map') search.show = 'map';
  return search;
}

/**
 * The query of `GET /api/cases` and `/api/cases/counts`. Closed cases stay out unless a filter asks for them:
 * a desk is about what is still to do.
 */
export function writeCaseQuery(search: DeskSearch, page: { cursor?: string | null; limit?: number } = {}): string {
  const query = new URLSearchParams({ view: search.view ?? 'mine' });
  for (const key of filterKeys) {
    const value = search[key];
    if (value !== undefined) query.set(key, value);
  }
  if (search.open === undefined && search.state === undefined && search.q === undefined) query.set('open', 'true');
  if (search.open === 'all') query.delete('open');
  if (search.sort !== undefined) query.set('sort', search.sort);
  if (page.cursor) query.set('cursor', page.cursor);
  if (page.limit !== undefined) query.set('limit', String(page.limit));
  return query.toString();
}

/** The order of a list that asks for none: what is mine by its deadline, what is of the area by its coming in. */
export function orderOf(search: DeskSearch): 'due' | 'opened' {
  return search.sort ?? ((search.view ?? 'mine') === 'mine' ? 'due' : 'opened');
}

/** How many filters narrow the list (the view, the order and the showing are none). */
export function countFilters(search: DeskSearch): number {
  return filterKeys.filter((key) => search[key] !== undefined).length;
}
