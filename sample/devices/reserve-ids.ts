import type pg from 'pg';

/** Numbers ahead, so that rows can be copied with them. @returns the first */
export async function reserveIds(client: pg.Client, table: 'device' | 'alarm', count: number): Promise<number> {
  const { rows } = await client.query<{ first: string }>(
    `select min(nextval)::text as first from (select nextval(pg_get_serial_sequence($1, 'id')) from generate_series(1, $2::int)) n`,
    [table, count],
  );
  return Number(rows[0]?.first);
}
