import type { Text } from '@gewu/alarms/types';
import type pg from 'pg';
import type { Actor } from '../../access/actor.ts';
import { caseNumber } from '../../cases/case-number.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { Issue, IssueQuery } from './care-schemas.ts';
import type { Figures } from './care-types.ts';
import { describeIssue } from './describe-issue.ts';

type Row = Omit<Issue, 'text' | 'since' | 'foundAt' | 'healedAt' | 'case' | 'profileName'> & {
  figures: Figures;
  since: Date;
  foundAt: Date;
  healedAt: Date | null;
  caseId: number | null;
  caseAt: Date | null;
  profileName: Text;
};

/** Issues of devices within sight, those found last first. */
export async function listIssues(
  ctx: Context,
  actor: Actor,
  query: IssueQuery,
): Promise<{ rows: Issue[]; next: number | null }> {
  return withActor(ctx.pool, actor, (_db, client) => findIssues(client, query));
}

/** The same inside a transaction that is the actor. */
export async function findIssues(
  client: Pick<pg.ClientBase, 'query'>,
  query: IssueQuery,
): Promise<{ rows: Issue[]; next: number | null }> {
  const values: unknown[] = [];
  const parts = ['true'];
  const p = (value: unknown) => `$${values.push(value)}`;
  if (query.within) parts.push(`d.area >= ${p(query.within)} and d.area < ${p(`${query.within}:`)}`);
  if (query.profile) parts.push(`d.profile = ${p(query.profile)}`);
  if (query.kind) parts.push(`i.kind = ${p(query.kind)}`);
  if (query.device) parts.push(`i.device = ${p(query.device)}`);
  if (query.state) parts.push(`i.healed_at is ${query.state === 'open' ? '' : 'not '}null`);
  if (query.cursor) parts.push(`i.id < ${p(query.cursor)}`);
  const limit = query.limit ?? 50;
  const { rows } = await client.query<Row>(
    `select i.id, i.device, d.name as "deviceName", t.declaration -> 'name' as "profileName", d.area, d.place, i.kind, i.figures, i.since,
       i.found_at as "foundAt", i.healed_at as "healedAt", i.gone, c.id as "caseId", c.opened_at as "caseAt", c.open as "caseOpen"
     from device_issue i join device d on d.id = i.device join device_profile t on t.key = d.profile left join cases c on c.id = i.case_id
     where ${parts.join(' and ')} order by i.id desc limit ${limit + 1}`,
    values,
  );
  const page = rows.slice(0, limit).map(
    ({ figures, caseId, caseAt, since, foundAt, healedAt, ...row }): Issue => ({
      ...row,
      text: describeIssue(row.kind, figures),
      since: since.toISOString(),
      foundAt: foundAt.toISOString(),
      healedAt: healedAt?.toISOString() ?? null,
      case: caseId === null || caseAt === null ? null : caseNumber(caseId, caseAt),
    }),
  );
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}
