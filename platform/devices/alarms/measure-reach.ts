import { type Static, Type } from 'typebox';
import { type Actor, areaOf } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import { Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';

export const ReachQuery = Type.Object({
  within: Type.Optional(Type.String({ pattern: '^\\d{6}(\\d{3}){0,3}$' })),
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 365, description: '30 unless told' })),
});
export type ReachQuery = Static<typeof ReachQuery>;

const Seconds = Nullable(
  Type.Object({ p50: Type.Number(), p95: Type.Number() }, { description: 'from the arrival of the message, seconds' }),
);
export const ReachRow = Type.Object({
  by: Type.String({ enum: ['all', 'profile', 'area'] }),
  key: Type.String({ description: 'profile, or code of the area; empty for all' }),
  name: TextSchema,
  alarms: Type.Integer({ description: 'that called phones' }),
  shown: Type.Integer({ description: 'of these, on the screen of somebody who was called' }),
  acknowledged: Type.Integer(),
  toScreen: Seconds,
  toAnswer: Seconds,
});
export type ReachRow = Static<typeof ReachRow>;

type Row = {
  profile: string | null;
  profileName: ReachRow['name'] | null;
  area: string | null;
  alarms: number;
  shown: number;
  acknowledged: number;
  screen: (number | null)[] | null;
  answer: (number | null)[] | null;
};

const DAYS = 30;

/**
 * How long it took from the message of a device to the first screen that showed the call, and until somebody
 * acknowledged: median and 95th percentile, by profile and by the areas one level below, of the alarms in sight that called.
 */
export async function measureReach(ctx: Context, actor: Actor, query: ReachQuery): Promise<ReachRow[]> {
  const within = query.within ?? areaOf(actor);
  const cut = Math.min(15, (within || ctx.config.district).length + 3);
  const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<Row>(
      `with called as (
         select d.profile, left(a.area, $2) as area, a.acknowledged_at, greatest(0, extract(epoch from s.shown_at - a.heard_at)) as screen,
           greatest(0, extract(epoch from a.acknowledged_at - a.heard_at)) as answer, s.shown_at
         from alarm a join device d on d.id = a.device
         join lateral (select min(c.shown_at) as shown_at, count(*) as calls from alarm_call c where c.alarm = a.id) s on s.calls > 0
         where a.raised_at > now() - make_interval(days => $1) and a.area >= $3 and a.area < $4)
       select c.profile, (select p.declaration -> 'name' from device_profile p where p.key = c.profile) as "profileName", c.area,
         count(*)::int as alarms, count(shown_at)::int as shown, count(acknowledged_at)::int as acknowledged,
         percentile_cont(array[0.5, 0.95]) within group (order by screen) filter (where shown_at is not null) as screen,
         percentile_cont(array[0.5, 0.95]) within group (order by answer) filter (where acknowledged_at is not null) as answer
       from called c group by grouping sets ((), (c.profile), (c.area)) order by c.area nulls first, alarms desc, c.profile`,
      [query.days ?? DAYS, cut, within, within ? `${within}:` : ':'],
    ),
  );
  return Promise.all(rows.filter((row) => row.alarms > 0).map((row) => show(ctx, row)));
}

async function show(ctx: Context, { profile, profileName, area, screen, answer, ...row }: Row): Promise<ReachRow> {
  const key = profile ?? area ?? '';
  const place = area === null ? undefined : await ctx.caches.areas.get(area);
  return {
    by: profile !== null ? 'profile' : area !== null ? 'area' : 'all',
    key,
    name: profileName ?? { zh: place?.name ?? key, en: place?.nameEn ?? place?.name ?? key },
    ...row,
    toScreen: secondsOf(screen),
    toAnswer: secondsOf(answer),
  };
}

function secondsOf(pair: (number | null)[] | null): ReachRow['toScreen'] {
  const [p50, p95] = pair ?? [];
  return typeof p50 === 'number' && typeof p95 === 'number' ? { p50: round(p50), p95: round(p95) } : null;
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;
