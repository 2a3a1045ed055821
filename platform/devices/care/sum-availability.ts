import type pg from 'pg';

export const WINDOWS = [7, 30, 90] as const;
const KEEP_DAYS = 730;

/**
 * Adds up for every device how long it was heard within the last 7, 30 and 90 days, of how long that is known, and how
 * often it fell silent; and lets go of spans that are older than two years.
 * @param client is `gewu_system`
 */
export async function sumAvailability(client: Pick<pg.ClientBase, 'query'>, now: Date): Promise<void> {
  const from = (days: number) => `($1::timestamptz - interval '${days} days')`;
  const seconds = (days: number) =>
    `sum(extract(epoch from coalesce(until, $1) - greatest(since, ${from(days)}))) filter (where coalesce(until, $1) > ${from(days)}`;
  const columns = WINDOWS.flatMap((days) => [`known_${days}`, `online_${days}`, `outages_${days}`]);
  const sums = WINDOWS.flatMap((days) => [
    `coalesce(${seconds(days)}), 0)`,
    `coalesce(${seconds(days)} and link = 'online'), 0)`,
    `count(*) filter (where link = 'offline' and since > ${from(days)})`,
  ]);
  await client.query(
    `insert into device_care as c (device, ${columns.join(', ')})
     select device, ${sums.join(', ')} from device_link where since <= $1 and (until is null or until > ${from(90)}) group by device
     on conflict (device) do update set (${columns.join(', ')}) = (${columns.map((name) => `excluded.${name}`).join(', ')})
     where (${columns.map((name) => `c.${name}`).join(', ')}) is distinct from (${columns.map((name) => `excluded.${name}`).join(', ')})`,
    [now],
  );
  await client.query(`delete from device_link where until < $1::timestamptz - make_interval(days => ${KEEP_DAYS})`, [
    now,
  ]);
}
