import type { Emptying } from '@gewu/foresight/bin-types';
import { findEmptyings } from '@gewu/foresight/find-emptyings';
import type pg from 'pg';

/** A fall of fewer points is no emptying, so that the database need not hand it out. */
const LEAST_POINTS = 20;

type Window = {
  device: number;
  area: string;
  at: Date;
  fill: number;
  before: Date;
  was: number;
  earlier: number | null;
  next: number | null;
};

/**
 * When bins were emptied, from what their sensors said: the database finds the sharp falls, each with the readings around
 * it, and `findEmptyings` judges them. The neighbours of a bin are those of its community.
 * @param key of the profile that tells the fill, percent
 * @returns in order of time
 */
export async function readEmptyings(
  client: pg.ClientBase,
  devices: readonly number[],
  key: string,
  since: Date,
): Promise<Emptying[]> {
  const { rows } = await client.query<Window>(
    `select w.device, d.area, w.at, w.fill, w.before, w.was, w.earlier, w.next from (
       select t.device, t.at, f.fill, lag(t.at) over s as before, lag(f.fill) over s as was, lag(f.fill, 2) over s as earlier, lead(f.fill) over s as next
       from telemetry t cross join lateral (select case jsonb_typeof(t.values -> $2) when 'number' then (t.values ->> $2)::double precision end as fill) f
       where t.device = any($1) and t.at >= $3 and f.fill is not null window s as (partition by t.device order by t.at)) w
     join device d on d.id = w.device where w.was - w.fill >= ${LEAST_POINTS} order by w.at, w.device`,
    [devices, key, since],
  );
  return rows.flatMap(({ device, area, at, fill, before, was, earlier, next }) => {
    const [then, now] = [before.getTime(), at.getTime()];
    const around = [
      ...(earlier === null ? [] : [{ at: then - 1, fill: earlier }]),
      { at: then, fill: was },
      { at: now, fill },
      ...(next === null ? [] : [{ at: now + 1, fill: next }]),
    ];
    const found = findEmptyings(around).find((one) => one.at > then && one.at < now);
    return found ? [{ bin: String(device), group: area.slice(0, 12), ...found }] : [];
  });
}
