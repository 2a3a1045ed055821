import type pg from 'pg';

/** What a sensor said between emptyings: percent; `at` in ms. */
export type LevelRow = { device: number; at: number; fill: number };

/** Of more readings than these the newest are learnt from. */
const MOST = 50_000;

/**
 * The last reading of each half day a bin: a bin that is emptied every morning would else never show how it goes on
 * filling, or how it began.
 * @param key of the profile that tells the fill, percent
 * @returns in order of time
 */
export async function readLevels(
  client: pg.ClientBase,
  devices: readonly number[],
  key: string,
  since: Date,
): Promise<LevelRow[]> {
  const { rows } = await client.query<LevelRow>(
    `select device, (extract(epoch from at) * 1000)::float8 as at, fill from (
       select distinct on (t.device, date_bin('12 hours', t.at, '2000-01-01T00:00:00+08:00')) t.device, t.at, (t.values ->> $2)::float8 as fill
       from telemetry t where t.device = any($1) and t.at >= $3 and jsonb_typeof(t.values -> $2) = 'number'
       order by t.device, date_bin('12 hours', t.at, '2000-01-01T00:00:00+08:00'), t.at desc) l
     order by l.at desc, device limit ${MOST}`,
    [devices, key, since],
  );
  return rows.reverse();
}
