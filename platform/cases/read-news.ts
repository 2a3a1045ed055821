import type pg from 'pg';
import { readFresh } from '../db/read-fresh.ts';
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

const SELECT = `select s.id, s.xid::text, s.case_id, s.act, s.to_state, s.seq, s.at, c.opened_at, c.area, c.owner_post, c.unit,
    array_remove(array_append(array(select f.account from follower f where f.case_id = c.id), c.reporter), null) as people,
    array(select a.post from assist a where a.case_id = c.id) as helpers,
    array(select p.unit from party p where p.case_id = c.id) || array(select a.unit from assist a where a.case_id = c.id) as parties
  from step s join cases c on c.id = s.case_id`;

/** Steps of the transactions that ended since `from`. */
export const readNews = (pool: pg.Pool, from: string): Promise<{ rows: NewsStep[]; horizon: string }> =>
  readFresh<NewsStep>(pool, SELECT, 's', from);

/** The newest steps after one that a listener saw last; at most a page, older ones are seen by loading anew. */
export async function readSince(pool: pg.Pool, id: number): Promise<NewsStep[]> {
  return withSystem(pool, async (_db, client) =>
    (await client.query<NewsStep>(`${SELECT} where s.id > $1 order by s.id desc limit 500`, [id])).rows.reverse(),
  );
}
