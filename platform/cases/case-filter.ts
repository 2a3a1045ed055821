import { type Static, Type } from 'typebox';
import type { Actor } from '../access/actor.ts';
import { areaOf } from '../access/actor.ts';
import { Problem } from '../http/problem.ts';
import { CASE_FACT_NAMES, type CaseFact, factSql } from './case-facts.ts';
import { searchQuery } from './search-terms.ts';

/** Filters of the desk; each becomes part of the address there. Lists are comma-separated. */
export const CaseFilter = Type.Object({
  view: Type.Optional(
    Type.Union([Type.Literal('mine'), Type.Literal('area'), Type.Literal('reported'), Type.Literal('assist')]),
  ),
  state: Type.Optional(Type.String({ pattern: '^[a-z_]+(,[a-z_]+)*$', maxLength: 400 })),
  stage: Type.Optional(Type.String({ pattern: '^[a-z_-]+(,[a-z_-]+)*$', maxLength: 200 })),
  matter: Type.Optional(
    Type.String({
      pattern: '^(none|[MCG]\\d+(,[MCG]\\d+)*)$',
      maxLength: 400,
      description: 'keys, or none: not classified yet',
    }),
  ),
  procedure: Type.Optional(Type.String({ pattern: '^[a-z0-9-]+$', maxLength: 60 })),
  area: Type.Optional(Type.String({ pattern: '^(\\d{6}|\\d{9}|\\d{12}|\\d{15})$' })),
  exact: Type.Optional(Type.Boolean({ description: 'with area: only cases whose place is known no deeper than that' })),
  unit: Type.Optional(Type.Integer({ minimum: 0, maximum: 2147483647, description: '0: no unit yet' })),
  urgency: Type.Optional(Type.String({ pattern: '^(critical|urgent|normal)(,(critical|urgent|normal))*$' })),
  source: Type.Optional(Type.String({ pattern: '^[a-z]+(,[a-z]+)*$', maxLength: 100 })),
  from: Type.Optional(Type.String({ format: 'date', description: 'opened on or after, local day' })),
  to: Type.Optional(Type.String({ format: 'date', description: 'opened on or before, local day' })),
  closedFrom: Type.Optional(Type.String({ format: 'date' })),
  closedTo: Type.Optional(Type.String({ format: 'date' })),
  due: Type.Optional(
    Type.Union([Type.Literal('overdue'), Type.Literal('soon'), Type.Literal('missed')], {
      description: 'overdue now, warned and not yet overdue, or ever past the limit',
    }),
  ),
  mark: Type.Optional(Type.String({ pattern: '^[a-z-]+$', maxLength: 40 })),
  q: Type.Optional(Type.String({ maxLength: 100 })),
  fact: Type.Optional(
    Type.String({
      enum: CASE_FACT_NAMES,
      description: 'a fact that indicators count: opens the cases behind a number',
    }),
  ),
  open: Type.Optional(Type.Boolean()),
});
export type CaseFilter = Static<typeof CaseFilter>;

/** A limit runs against somebody: not while the clock rests, nor while the reporter is asked or has the last word. */
// (by coalesce, because the planner would take the index of owners for `is not null` and read all open work)
export const RUNNING = 'c.paused_at is null and coalesce(c.owner_post, 0) > 0';

/** The nearer limit of a case that somebody holds; written as its index has it (cases_due). */
export const DUE =
  "coalesce(case when c.owner_post is null then c.stage_due_at else least(c.stage_due_at, c.due_at) end, 'infinity')";

export type Where = { sql: string; values: unknown[] };

/**
 * The filter as SQL over `cases c`, for a query that runs under the actor's own role: row-level security stays the
 * boundary; the area range repeated here only lets the planner use the index.
 * @throws Problem 422 where a day does not exist
 */
export function whereOf(actor: Actor, filter: CaseFilter): Where {
  const values: unknown[] = [];
  const parts: string[] = [];
  const p = (value: unknown) => `$${values.push(value)}`;
  const list = (text: string) => p(text.split(','));

  const scope = areaOf(actor);
  const area = filter.area?.startsWith(scope) ? filter.area : scope;
  if (filter.area && !filter.area.startsWith(scope) && !scope.startsWith(filter.area)) parts.push('false');
  const isDepartment = actor.kind === 'staff' && actor.post.organisationKind === 'department';
  if (filter.view === 'mine' && actor.kind === 'staff') parts.push(`c.owner_post = ${p(actor.post.id)} and c.open`);
  else if (filter.view === 'assist' && actor.kind === 'staff')
    parts.push(
      `c.id in (select a.case_id from assist a where (a.post = ${p(actor.post.id)} or a.unit = ${p(actor.post.organisation)}) and a.state in ('asked', 'agreed', 'arrived'))`,
    );
  else if (filter.view === 'reported') parts.push(`c.reporter = ${p(actor.account)}`);
  else if (isDepartment) {
    parts.push(`c.unit = ${p(actor.post.organisation)}`);
    if (filter.area) range(filter.area);
  } else if (area.length > 6) range(area);

  // a follower does not see another's words, so may not find them either
  if (actor.kind === 'resident' && filter.q) parts.push(`c.reporter = ${p(actor.account)}`);

  function range(code: string): void {
    parts.push(`c.area >= ${p(code)} and c.area < ${p(`${code}:`)}`);
  }
  if (filter.view === 'mine' && filter.area) range(filter.area);
  if (filter.exact && filter.area) parts.push(`c.area = ${p(filter.area)}`);
  if (filter.state) parts.push(`c.state = any(${list(filter.state)})`);
  if (filter.stage) parts.push(`c.stage = any(${list(filter.stage)})`);
  if (filter.matter === 'none') parts.push('c.matter is null');
  else if (filter.matter) parts.push(`c.matter = any(${list(filter.matter)})`);
  if (filter.procedure) parts.push(`c.procedure = ${p(filter.procedure)}`);
  if (filter.unit === 0) parts.push('c.unit is null');
  else if (filter.unit !== undefined) parts.push(`c.unit = ${p(filter.unit)}`);
  if (filter.urgency) parts.push(`c.urgency = any(${list(filter.urgency)})`);
  if (filter.source) parts.push(`c.source = any(${list(filter.source)})`);
  if (filter.from) parts.push(`c.opened_at >= ${p(dayStart(filter.from))}`);
  if (filter.to) parts.push(`c.opened_at < ${p(dayEnd(filter.to))}`);
  if (filter.closedFrom) parts.push(`c.closed_at >= ${p(dayStart(filter.closedFrom))}`);
  if (filter.closedTo) parts.push(`c.closed_at < ${p(dayEnd(filter.closedTo))}`);
  if (filter.due === 'overdue') parts.push(`c.open and ${RUNNING} and ${DUE} < now()`);
  if (filter.due === 'soon') parts.push(`c.open and c.warned and ${RUNNING} and ${DUE} >= now()`);
  if (filter.due === 'missed') parts.push('c.overdue_at is not null');
  if (filter.mark === 'overdue') parts.push('c.overdue_at is not null');
  else if (filter.mark) parts.push(`c.marks <> '{}' and ${p(filter.mark)} = any(c.marks)`);
  if (filter.fact) parts.push(factSql(filter.fact as CaseFact));
  if (filter.open !== undefined) parts.push(filter.open ? 'c.open' : 'not c.open');
  const words = filter.q?.trim();
  if (words) parts.push(whereText(words, p));
  return { sql: parts.length ? parts.join(' and ') : 'true', values };
}

/** The condition of a text search over `c`: a case number, words, or, for a single character, the title. */
export function whereText(text: string, p: (value: unknown) => string): string {
  const words = text.trim();
  if (/^\d{16,20}$/.test(words)) return `c.id = ${p(Number(words.slice(8)))}`;
  const query = searchQuery(words);
  if (query) return `c.search @@ ${p(query)}::tsquery`;
  return `c.title like ${p(`%${words.replace(/[\\%_]/g, '\\$&')}%`)}`;
}

function dayStart(day: string): Date {
  const date = new Date(`${day}T00:00:00+08:00`);
  if (Number.isNaN(date.getTime()))
    throw new Problem(422, 'date.wrong', { zh: `没有这一天：${day}`, en: `There is no such day: ${day}` });
  return date;
}

function dayEnd(day: string): Date {
  return new Date(dayStart(day).getTime() + 86_400_000);
}
