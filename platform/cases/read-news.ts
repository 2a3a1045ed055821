import type pg from 'pg';
import { withSystem } from '../db/with-actor.ts';

/** A step with what is needed to guess who may care. */
export type NewsStep = {
  id: number;
  xid: string;
  case_id: number;
  act: string;
  to_state: string;
  seq: number;
  at: Date;
  opened_at: Date;
  area: string;
  owner_post: number | null;
  unit: number | null;
  people: string[];
  helpers: number[];
  parties: number[];
};

const MOST = 2_000;
const SELECT = `select s.id, s.xid::text, s.case_id, s.act, s.to_state, s.seq, s.at, c.opened_at, c.area, c.owner_post, c.unit,
    array_remove(array_append(array(select f.account from follower f where f.case_id = c.id), c.reporter), null) as people,
    array(select a.post from assist a where a.case_id = c.id) as helpers,
    array(select p.unit from party p where p.case_id = c.id) || array(select a.unit from assist a where a.case_id = c.id) as parties
  from step s join cases c on c.id = s.case_id`;
const HORIZON = 'pg_snapshot_xmin(pg_current_snapshot())';

/** The transaction below which everything is over: where a new listener begins. */
export async function readHorizon(pool: pg.Pool): Promise<string> {
  return withSystem(
    pool,
    async (_db, client) =>
      (await client.query<{ horizon: string }>(`select ${HORIZON}::text as horizon`)).rows[0]?.horizon ?? '0',
  );
}

/**
 * Steps of the transactions that ended since `from`. Ids are given out before transactions end, so that reading by
 * id would pass over a slow one for good; reading by transaction, below the oldest still running, passes over none.
 */
export async function readNews(pool: pg.Pool, from: string): Promise<{ steps: NewsStep[]; horizon: string }> {
  return withSystem(pool, async (_db, client) => {
    const { rows } = await client.query<{ horizon: string }>(`select ${HORIZON}::text as horizon`);
    const horizon = rows[0]?.horizon ?? from;
    const { rows: steps } = await client.query<NewsStep>(
      `${SELECT} where s.xid >= $1::xid8 and s.xid < $2::xid8 order by s.xid, s.id limit ${MOST}`,
      [from, horizon],
    );
    const last = steps.at(-1);
    // more than a page at once (a large import): go on behind the last whole transaction read
    return { steps, horizon: steps.length === MOST && last ? String(BigInt(last.xid) + 1n) : horizon };
  });
}

/** The newest steps after one that a listener saw last; at most a page, older ones are seen by loading anew. */
export async function readSince(pool: pg.Pool, id: number): Promise<NewsStep[]> {
  return withSystem(pool, async (_db, client) =>
    (await client.query<NewsStep>(`${SELECT} where s.id > $1 order by s.id desc limit 500`, [id])).rows.reverse(),
  );
}
