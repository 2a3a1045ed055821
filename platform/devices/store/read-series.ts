import { type Static, Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import { Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { notFound } from '../../http/problem.ts';
import type { Profile } from '../profiles/profile-types.ts';
import { choosePieces, type Kept, ORIGIN, type Piece } from './choose-pieces.ts';

const When = Type.String({ format: 'date-time' });

export const SeriesSchema = Type.Object({
  stepSeconds: Type.Integer({ description: 'width of a point' }),
  gapSeconds: Type.Number({ description: 'between two points farther apart than this nothing was heard' }),
  series: Type.Array(
    Type.Object({
      key: Type.String(),
      name: TextSchema,
      unit: Nullable(Type.String()),
      type: Type.String({ enum: ['number', 'boolean'], description: 'yes and no as 1 and 0' }),
      range: Nullable(Type.Array(Type.Number(), { description: 'least and greatest that can be true' })),
      points: Type.Array(
        Type.Object({ at: When, min: Type.Number(), avg: Type.Number(), max: Type.Number(), n: Type.Integer() }),
      ),
    }),
  ),
  alarms: Type.Array(
    Type.Object({
      id: Type.Integer(),
      type: Type.String(),
      name: TextSchema,
      severity: Type.String(),
      verdict: Nullable(Type.String()),
      raisedAt: When,
      clearedAt: Nullable(When),
    }),
    { description: 'that were active within the span' },
  ),
});
export type Series = Static<typeof SeriesSchema>;

/** Intervals missed until a silence shows as a break of the line. */
const MISSED = 3;
const MOST_ALARMS = 200;

type About = Kept & { everySeconds: number; declared: Profile['keys'] };
type Point = { key: string; at: Date; min: number; avg: number; max: number; n: number };
type AlarmRow = Omit<Series['alarms'][number], 'raisedAt' | 'clearedAt'> & { raisedAt: Date; clearedAt: Date | null };

/**
 * What a device measured, in at most some five hundred points a key, each with least, mean and greatest value, so that
 * a peak shows however wide the span; a time without readings has no point. Long spans come from hours and days, the
 * newest of them from readings.
 * @param span `from` and `to`; what is no longer kept in full comes as fine as it is kept
 * @throws Problem 404 out of sight
 */
export async function readSeries(
  ctx: Context,
  actor: Actor,
  id: number,
  keys: readonly string[],
  span: Piece,
): Promise<Series> {
  return withActor(ctx.pool, actor, async (_db, client) => {
    const { rows: about } = await client.query<About>(ABOUT, [id]);
    if (!about[0]) throw notFound({ zh: '设备', en: 'The device' });
    const { stepSeconds, day, hour, raw } = choosePieces(span, about[0]);
    const pieces = [day, hour, raw].flatMap(({ from, to }) => [from, to]);
    const { rows } = await client.query<Point>(POINTS, [id, keys, ...pieces, stepSeconds]);
    const { rows: alarms } = await client.query<AlarmRow>(ALARMS, [id, span.from, span.to]);
    return {
      stepSeconds,
      gapSeconds: Math.max(stepSeconds * 1.5, about[0].everySeconds * MISSED, usualGap(rows) * MISSED),
      series: keys.map((key) => ({
        ...describeKey(key, about[0]?.declared ?? {}),
        points: rows
          .filter((row) => row.key === key)
          .map(({ at, min, avg, max, n }) => ({ at: at.toISOString(), min, avg, max, n })),
      })),
      alarms: alarms.map((one) => ({
        ...one,
        raisedAt: one.raisedAt.toISOString(),
        clearedAt: one.clearedAt?.toISOString() ?? null,
      })),
    };
  });
}

/** What lies between two points of a curve as a rule, seconds: a device may report less often than its profile says. */
function usualGap(rows: readonly Point[]): number {
  const gaps = rows.flatMap((row, i) => {
    const before = rows[i - 1];
    return before?.key === row.key ? [(row.at.getTime() - before.at.getTime()) / 1000] : [];
  });
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
}

function describeKey(key: string, declared: Profile['keys']): Omit<Series['series'][number], 'points'> {
  const { name, unit, type, range }: Partial<Profile['keys'][string]> =
    (Object.hasOwn(declared, key) && declared[key]) || {};
  return {
    key,
    name: name ?? { zh: key, en: key },
    unit: unit ?? null,
    type: type === 'boolean' ? 'boolean' : 'number',
    range: range ?? null,
  };
}

const FLOOR = (days: string) =>
  `((now() at time zone 'Asia/Shanghai')::date - (p.declaration -> 'retention' ->> '${days}')::int)::timestamp at time zone 'Asia/Shanghai'`;
const ABOUT = `select r.mark, p.declaration -> 'keys' as declared, greatest(r.raw_from, ${FLOOR('raw_days')}) as "rawFloor", ${FLOOR('hour_days')} as "hourFloor",
    coalesce(s.interval_s, (p.declaration -> 'health' ->> 'interval_s')::real) as "everySeconds"
  from device d join device_profile p on p.key = d.profile left join device_state s on s.device = d.id left join rollup_state r on r.device = d.id
  where d.id = $1`;

const ROLLED = 'key, at, n, min, max, sum';
const POINTS = `select key, date_bin(make_interval(secs => $9), at, '${ORIGIN}') as at, min(min), sum(sum) / sum(n) as avg, max(max), sum(n)::int as n
  from (
    select ${ROLLED} from rollup_day where device = $1 and key = any($2) and at >= $3 and at < $4
    union all
    select ${ROLLED} from rollup_hour where device = $1 and key = any($2) and at >= $5 and at < $6
    union all
    select k.key, t.at, 1, v.value, v.value, v.value
    from telemetry t cross join unnest($2::text[]) as k(key)
    cross join lateral (select (case jsonb_typeof(t.values -> k.key) when 'number' then (t.values -> k.key)::double precision
      when 'boolean' then (t.values -> k.key)::boolean::int end) as value) v
    where t.device = $1 and t.at >= $7 and t.at < $8 and v.value is not null) x
  group by 1, 2 order by 1, 2`;

const ALARMS = `select a.id, a.type, coalesce(r.rule -> 'name', jsonb_build_object('zh', a.type, 'en', a.type)) as name, a.severity, a.verdict,
    a.raised_at as "raisedAt", a.cleared_at as "clearedAt"
  from alarm a join device d on d.id = a.device join device_profile p on p.key = d.profile
  left join lateral (select rule from jsonb_array_elements(p.declaration::jsonb -> 'alarms') rule where rule ->> 'type' = a.type limit 1) r on true
  where a.device = $1 and a.raised_at < $3 and (a.active or a.cleared_at >= $2) order by a.raised_at desc limit ${MOST_ALARMS}`;
