import type pg from 'pg';

/** When something was said to begin or to end, in order of time a device. */
export type Turn = { device: number; at: Date; on: boolean };

/** When cameras began and ceased to say that a bin overflows: the messages at which it changed, and the first of all. */
export async function readTurns(
  client: pg.ClientBase,
  devices: readonly number[],
  key: string,
  since: Date,
): Promise<Turn[]> {
  const { rows } = await client.query<Turn>(
    `select device, at, "on" from (
       select t.device, t.at, v."on", lag(v."on") over (partition by t.device order by t.at) as was
       from telemetry t cross join lateral (select (t.values -> $2) = 'true'::jsonb as "on") v
       where t.device = any($1) and t.at >= $3 and jsonb_typeof(t.values -> $2) = 'boolean') w
     where was is distinct from "on" order by device, at`,
    [devices, key, since],
  );
  return rows;
}
