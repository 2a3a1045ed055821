import type pg from 'pg';
import { withSystem } from './with-actor.ts';

const HORIZON = 'pg_snapshot_xmin(pg_current_snapshot())';
const MOST = 2_000;

/** The transaction below which everything is over: where a new listener begins. */
export async function readHorizon(pool: pg.Pool): Promise<string> {
  return withSystem(
    pool,
    async (_db, client) =>
      (await client.query<{ horizon: string }>(`select ${HORIZON}::text as horizon`)).rows[0]?.horizon ?? '0',
  );
}

/**
 * Rows of the transactions that ended since `from`. Ids are given out before transactions end, so that reading by id
 * would pass over a slow one for good; reading by transaction, below the oldest still running, passes over none.
 * @param select of rows with `xid` as text and `id`; `alias` names the table that has them
 * @returns the rows in the order in which they were written, and the horizon to read from next
 */
export async function readFresh<T extends { xid: string }>(
  pool: pg.Pool,
  select: string,
  alias: string,
  from: string,
): Promise<{ rows: T[]; horizon: string }> {
  return withSystem(pool, async (_db, client) => {
    const found = await client.query<{ horizon: string }>(`select ${HORIZON}::text as horizon`);
    const horizon = found.rows[0]?.horizon ?? from;
    const { rows } = await client.query<T>(
      `${select} where ${alias}.xid >= $1::xid8 and ${alias}.xid < $2::xid8 order by ${alias}.xid, ${alias}.id limit ${MOST}`,
      [from, horizon],
    );
    const last = rows.at(-1);
    // more than a page at once (a large import): go on behind the last whole transaction read
    return { rows, horizon: rows.length === MOST && last ? String(BigInt(last.xid) + 1n) : horizon };
  });
}
