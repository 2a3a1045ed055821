import type { Actor } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound } from '../../http/problem.ts';

export type Series = { key: string; points: { at: string; min: number; avg: number; max: number; n: number }[] };

const POINTS = 400;
/** Widths that people read: seconds. */
const STEPS = [1, 5, 15, 60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400];

/**
 * What a device measured, in at most some hundred points a key, each with least, mean and greatest value, so that a
 * peak shows however wide the span; a time without readings has no point.
 * @param span `from` and `to` as ISO times
 * @throws Problem 404 out of sight
 */
export async function readSeries(
  ctx: Context,
  actor: Actor,
  id: number,
  keys: readonly string[],
  span: { from: Date; to: Date },
): Promise<{ stepSeconds: number; series: Series[] }> {
  const seconds = Math.max(1, (span.to.getTime() - span.from.getTime()) / 1000);
  const step = STEPS.find((one) => seconds / one <= POINTS) ?? (STEPS.at(-1) as number);
  return withActor(ctx.pool, actor, async (_db, client) => {
    const { rowCount } = await client.query('select from device where id = $1', [id]);
    if (rowCount === 0) throw notFound({ zh: '设备', en: 'The device' });
    const { rows } = await client.query<{ key: string; at: Date; min: number; avg: number; max: number; n: number }>(
      `select k.key, date_bin(make_interval(secs => $5), t.at, '2000-01-01T00:00:00+08:00') as at,
         min(v.value) as min, avg(v.value) as avg, max(v.value) as max, count(*)::int as n
       from telemetry t cross join unnest($2::text[]) as k(key)
       cross join lateral (select (case jsonb_typeof(t.values -> k.key) when 'number' then (t.values ->> k.key)::double precision
         when 'boolean' then (t.values ->> k.key)::boolean::int end) as value) v
       where t.device = $1 and t.at >= $3 and t.at < $4 and v.value is not null group by 1, 2 order by 1, 2`,
      [id, keys, span.from, span.to, step],
    );
    const series = keys.map((key) => ({
      key,
      points: rows
        .filter((row) => row.key === key)
        .map(({ at, min, avg, max, n }) => ({ at: at.toISOString(), min, avg, max, n })),
    }));
    return { stepSeconds: step, series };
  });
}
