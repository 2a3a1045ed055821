import { SEVERITIES } from '@gewu/alarms/types';
import { type Static, Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { caseNumber } from '../../cases/case-number.ts';
import { withActor } from '../../db/with-actor.ts';
import { Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { noSuchAlarm } from './change-alarm.ts';

export const AlarmQuery = Type.Object({
  within: Type.Optional(Type.String({ pattern: '^\\d{6}(\\d{3}){0,3}$' })),
  device: Type.Optional(Type.Integer({ minimum: 1, maximum: 2147483647 })),
  type: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' })),
  severity: Type.Optional(Type.String({ pattern: `^(${SEVERITIES.join('|')})(,(${SEVERITIES.join('|')}))*$` })),
  active: Type.Optional(Type.Boolean()),
  acknowledged: Type.Optional(Type.Boolean()),
  profile: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' })),
  called: Type.Optional(
    Type.String({
      enum: ['any', 'shown', 'unshown', 'acknowledged'],
      description: 'those that called phones; of these, on a screen, on none yet, acknowledged',
    }),
  ),
  verdict: Type.Optional(
    Type.String({
      enum: ['true', 'false', 'test', 'none'],
      description: 'what it turned out to be; none: not judged yet',
    }),
  ),
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 365, description: 'raised within so many days' })),
  cursor: Type.Optional(
    Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'id of the last alarm seen' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});
export type AlarmQuery = Static<typeof AlarmQuery>;

export const AlarmSchema = Type.Object({
  id: Type.Integer(),
  device: Type.Integer(),
  deviceName: Type.String(),
  profile: Type.String(),
  type: Type.String(),
  channel: Type.String(),
  name: TextSchema,
  life: Type.Boolean({ description: 'a danger to life: phones are called' }),
  severity: Type.String({ enum: [...SEVERITIES] }),
  area: Type.String(),
  place: Nullable(Type.String()),
  lon: Nullable(Type.Number()),
  lat: Nullable(Type.Number()),
  raisedAt: Type.String({ format: 'date-time' }),
  active: Type.Boolean(),
  clearedAt: Nullable(Type.String({ format: 'date-time' })),
  acknowledged: Type.Boolean(),
  acknowledgedAt: Nullable(Type.String({ format: 'date-time' })),
  verdict: Nullable(Type.String({ enum: ['true', 'false', 'test'] })),
  details: Nullable(TextSchema),
  case: Nullable(Type.String({ description: 'number of the case it opened or joined' })),
});
export type Alarm = Static<typeof AlarmSchema>;

const SELECT = `select a.id, a.device, d.name as "deviceName", d.profile, a.type, a.channel, a.severity, a.area, d.place, d.lon, d.lat,
    a.raised_at as "raisedAt", a.active, a.cleared_at as "clearedAt", a.acknowledged, a.acknowledged_at as "acknowledgedAt", a.verdict, a.details,
    a.case_id as "caseId", (select c.opened_at from cases c where c.id = a.case_id) as "caseAt",
    r.rule
  from alarm a join device d on d.id = a.device join device_profile p on p.key = d.profile
  left join lateral (select rule from jsonb_array_elements(p.declaration::jsonb -> 'alarms') rule where rule ->> 'type' = a.type limit 1) r on true`;

const CALLED = 'select from alarm_call c where c.alarm = a.id';
/** Alarms by how far their calls came. */
const CALLED_PARTS: Record<string, string> = {
  any: `exists (${CALLED})`,
  shown: `exists (${CALLED} and c.shown_at is not null)`,
  unshown: `exists (${CALLED}) and not exists (${CALLED} and c.shown_at is not null)`,
  acknowledged: `exists (${CALLED}) and a.acknowledged`,
};

type Row = Omit<Alarm, 'name' | 'life' | 'case' | 'raisedAt' | 'clearedAt' | 'acknowledgedAt'> & {
  caseId: number | null;
  caseAt: Date | null;
  rule: { name?: Alarm['name']; life?: boolean } | null;
  raisedAt: Date;
  clearedAt: Date | null;
  acknowledgedAt: Date | null;
};

/** Alarms within sight, newest first. */
export async function listAlarms(
  ctx: Context,
  actor: Actor,
  query: AlarmQuery,
): Promise<{ rows: Alarm[]; next: number | null }> {
  const values: unknown[] = [];
  const parts: string[] = [];
  const p = (value: unknown) => `$${values.push(value)}`;
  if (query.within) parts.push(`a.area >= ${p(query.within)} and a.area < ${p(`${query.within}:`)}`);
  if (query.device) parts.push(`a.device = ${p(query.device)}`);
  if (query.type) parts.push(`a.type = ${p(query.type)}`);
  if (query.severity) parts.push(`a.severity = any(${p(query.severity.split(','))})`);
  if (query.active !== undefined) parts.push(query.active ? 'a.active' : 'not a.active');
  if (query.acknowledged !== undefined) parts.push(query.acknowledged ? 'a.acknowledged' : 'not a.acknowledged');
  if (query.profile) parts.push(`d.profile = ${p(query.profile)}`);
  if (query.verdict) parts.push(query.verdict === 'none' ? 'a.verdict is null' : `a.verdict = ${p(query.verdict)}`);
  if (query.called) parts.push(CALLED_PARTS[query.called] ?? 'false');
  if (query.days) parts.push(`a.raised_at > now() - make_interval(days => ${p(query.days)})`);
  if (query.cursor) parts.push(`a.id < ${p(query.cursor)}`);
  const limit = query.limit ?? 50;
  const where = parts.length > 0 ? `where ${parts.join(' and ')}` : '';
  const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<Row>(`${SELECT} ${where} order by a.id desc limit ${limit + 1}`, values),
  );
  const page = rows.slice(0, limit);
  return { rows: page.map(show), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/**
 * One alarm with its course: who did what, at which post, when, and how it stood before.
 * @throws Problem 404 out of sight
 */
export async function readAlarm(ctx: Context, actor: Actor, id: number) {
  return withActor(ctx.pool, actor, async (_db, client) => {
    const { rows } = await client.query<Row>(`${SELECT} where a.id = $1`, [id]);
    const row = rows[0];
    if (!row) throw noSuchAlarm();
    const { rows: events } = await client.query<{
      id: number;
      at: Date;
      change: string;
      severity: string;
      previous: string | null;
      wasActive: boolean;
      wasAcknowledged: boolean;
      by: string;
      post: string | null;
      data: object;
    }>(
      `select e.id, e.at, e.change, e.severity, e.previous, e.was_active as "wasActive", e.was_acknowledged as "wasAcknowledged",
         coalesce(ac.name, e.account) as by, p.name as post, e.data
       from alarm_event e left join account ac on ac.id = e.account left join post p on p.id = e.post
       where e.alarm = $1 order by e.id`,
      [id],
    );
    return { ...show(row), events: events.map((event) => ({ ...event, at: event.at.toISOString() })) };
  });
}

function show({ rule, caseId, caseAt, ...row }: Row): Alarm {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    ...row,
    name: rule?.name ?? { zh: row.type, en: row.type },
    life: rule?.life ?? false,
    // none where the case lies out of sight
    case: caseId !== null && caseAt ? caseNumber(caseId, caseAt) : null,
    raisedAt: row.raisedAt.toISOString(),
    clearedAt: iso(row.clearedAt),
    acknowledgedAt: iso(row.acknowledgedAt),
  };
}
