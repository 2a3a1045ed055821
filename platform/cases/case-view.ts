import type { PostCache } from '../access/post-cache.ts';
import type { AreaCache } from '../areas/area-cache.ts';
import { caseNumber } from './case-number.ts';
import type { CaseRecord } from './case-record.ts';

/** Columns a list needs, and no more. */
export const ROW_COLUMNS = [
  'id',
  'title',
  'state',
  'stage',
  'matter',
  'procedure',
  'procedure_version',
  'urgency',
  'area',
  'place',
  'opened_at',
  'due_at',
  'stage_due_at',
  'overdue_at',
  'warned',
  'marks',
  'owner_post',
  'unit',
  'source',
  'lon',
  'lat',
  'steps',
  'paused_at',
  'open',
  'closed_at',
  'anonymous',
  'reporter',
] as const satisfies (keyof CaseRecord)[];

export type ListedCase = Pick<CaseRecord, (typeof ROW_COLUMNS)[number]>;

type Caches = { areas: AreaCache; posts: PostCache };

/** A case as lists show it. Names come from memory, so a page of rows costs one query. */
export async function viewRow(caches: Caches, row: ListedCase, now = new Date()) {
  const owner = row.owner_post === null ? undefined : await caches.posts.get(row.owner_post);
  const unit = row.unit === null ? undefined : await caches.posts.unitName(row.unit);
  const overdue =
    row.open &&
    !row.paused_at &&
    row.owner_post !== null &&
    ((row.stage_due_at !== null && row.stage_due_at < now) || (row.due_at !== null && row.due_at < now));
  return {
    number: caseNumber(row.id, row.opened_at),
    title: row.title,
    state: row.state,
    stage: row.stage,
    matter: row.matter,
    procedure: row.procedure,
    urgency: row.urgency,
    area: row.area,
    areaName: await caches.areas.name(row.area),
    place: row.place,
    openedAt: row.opened_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    stageDueAt: row.stage_due_at?.toISOString() ?? null,
    // by the wall clock: what people read beside a date; the working time that is left stands in the steps' own column
    leftMs: row.paused_at || !row.stage_due_at ? null : row.stage_due_at.getTime() - now.getTime(),
    overdue,
    warned: row.warned,
    marks: row.overdue_at ? [...row.marks, 'overdue'] : row.marks,
    owner: owner ? { post: owner.id, name: owner.name } : null,
    unit: unit ? { id: row.unit as number, name: unit } : null,
    source: row.source,
    lon: row.lon,
    lat: row.lat,
    seq: row.steps,
    open: row.open,
    pausedAt: row.paused_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    thumb: null as string | null,
  };
}
