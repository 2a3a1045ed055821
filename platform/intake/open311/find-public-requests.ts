import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';

export type PublicCase = {
  id: number;
  area: string;
  matter: string;
  procedure: string;
  procedure_version: number;
  state: string;
  stage: string;
  open: boolean;
  description: string;
  place: string | null;
  lon: number | null;
  lat: number | null;
  anonymous: boolean;
  source: string;
  channel: string;
  urgency: string;
  opened_at: Date;
  due_at: Date | null;
  closed_at: Date | null;
  updated_at: Date;
  overdue_at: Date | null;
  merged_id: number | null;
  merged_opened_at: Date | null;
  /** Handling organisation, never a person. */
  unit_name: string | null;
  /** Why it was declined or voided, as the desk wrote it. */
  end_note: string | null;
};

export type PublicQuery =
  | { ids: readonly number[] }
  | { from: Date; to: Date; matters: readonly string[]; open: boolean | undefined; limit: number; offset: number };

/**
 * The one look that the outside has at cases without signing in. It runs as the system, so the rule of what is public
 * stands here and nowhere else: no confidential case, no draft, only matters that are services; no reporter, contact,
 * file, note between posts or coordinate of the handler is ever selected.
 * @param listed matters that may stand on the public list
 */
export async function findPublicRequests(
  ctx: Context,
  listed: readonly string[],
  query: PublicQuery,
): Promise<PublicCase[]> {
  const values: unknown[] = [listed];
  const put = (value: unknown) => `$${values.push(value)}`;
  const narrow =
    'ids' in query
      ? `c.id = any(${put(query.ids)}::bigint[])`
      : `c.opened_at >= ${put(query.from)} and c.opened_at <= ${put(query.to)} and c.matter = any(${put(query.matters)})` +
        (query.open === undefined ? '' : ` and c.open = ${put(query.open)}`);
  const page =
    'ids' in query
      ? 'order by c.opened_at desc, c.id desc limit 1000'
      : `order by c.opened_at desc, c.id desc limit ${put(query.limit)} offset ${put(query.offset)}`;
  const { rows } = await withSystem(ctx.pool, (_db, client) =>
    client.query<PublicCase>(
      `select c.id, c.area, c.matter, c.procedure, c.procedure_version, c.state, c.stage, c.open, c.description, c.place, c.lon, c.lat, c.anonymous, c.source, c.channel, c.urgency,
         c.opened_at, c.due_at, c.closed_at, c.updated_at, c.overdue_at, m.id as merged_id, m.opened_at as merged_opened_at, o.name as unit_name,
         case when c.state in ('declined', 'void') and c.merged_into is null then (select s.note from step s where s.case_id = c.id order by s.seq desc limit 1) end as end_note
       from cases c left join organisation o on o.id = c.unit left join cases m on m.id = c.merged_into and not m.confidential
       where not c.confidential and c.state <> 'draft' and c.matter = any($1) and ${narrow} ${page}`,
      values,
    ),
  );
  return rows;
}

export type PublicStep = {
  case_id: number;
  seq: number;
  act: string;
  from_state: string | null;
  to_state: string;
  at: Date;
};

/** The nodes at which listed cases changed their state, oldest first; who acted and what was noted stay inside. */
export async function findPublicSteps(
  ctx: Context,
  listed: readonly string[],
  query: { ids: readonly number[] } | { from: Date; to: Date; limit: number },
): Promise<(PublicStep & Pick<PublicCase, 'opened_at' | 'procedure' | 'procedure_version' | 'merged_id'>)[]> {
  const values: unknown[] = [listed];
  const put = (value: unknown) => `$${values.push(value)}`;
  const narrow =
    'ids' in query
      ? `s.case_id = any(${put(query.ids)}::bigint[])`
      : `s.at >= ${put(query.from)} and s.at <= ${put(query.to)} and c.updated_at >= ${put(query.from)}`;
  const page = 'ids' in query ? '' : `limit ${put(query.limit)}`;
  const { rows } = await withSystem(ctx.pool, (_db, client) =>
    client.query(
      `select s.case_id, s.seq, s.act, s.from_state, s.to_state, s.at, c.opened_at, c.procedure, c.procedure_version, c.merged_into as merged_id
       from cases c join step s on s.case_id = c.id
       where not c.confidential and c.state <> 'draft' and c.matter = any($1) and s.from_state is distinct from s.to_state and s.to_state <> 'draft' and ${narrow}
       order by s.at, s.case_id, s.seq ${page}`,
      values,
    ),
  );
  return rows;
}

/** The case that an act id opened: how a token becomes an id. */
export async function findCaseOfAct(ctx: Context, actId: string): Promise<{ id: number; opened_at: Date } | undefined> {
  return withSystem(ctx.pool, (db) =>
    db
      .selectFrom('step')
      .innerJoin('cases', 'cases.id', 'step.case_id')
      .select(['cases.id', 'cases.opened_at'])
      .where('act_id', '=', actId)
      .executeTakeFirst(),
  );
}
