import type pg from 'pg';
import { CASE_FACT_NAMES, type CaseFact, factSql, REPLY_HOURS_SQL } from '../cases/case-facts.ts';
import { withSystem } from '../db/with-actor.ts';

/** Cases a transaction: small enough to hold no lock for long, large enough to make the first build quick. */
const CHUNK = 5_000;
/** Above this many changed cases everything is counted anew, in the order of the cases. */
const MANY = 50_000;
const LOCK = '610402, 10';

export type RefreshOptions = {
  /** The moment limits are judged at; the real time otherwise. */
  now?: Date;
  onProgress?: (done: number, total: number) => void;
  /** While another run is under way: wait for it and then look again, or leave it to that one. */
  ifBusy?: 'wait' | 'leave';
};

/**
 * Brings the counts up to date with every step committed since the last run, and with limits that fell meanwhile.
 * Steps are found by transaction id below the oldest transaction still running, so that neither a late commit nor an
 * import of old dates is missed. Interrupted runs lose nothing: a chunk counts differences against the facts stored
 * with each case, and the horizon moves only at the end.
 * @returns how many cases were looked at
 */
export async function refreshIndicators(pool: pg.Pool, options: RefreshOptions = {}): Promise<number> {
  // one run at a time over all servers: two would subtract the same old facts
  const keeper = await pool.connect();
  try {
    const take = options.ifBusy === 'leave' ? `pg_try_advisory_lock(${LOCK})` : `pg_advisory_lock(${LOCK}) is not null`;
    const { rows } = await keeper.query<{ taken: boolean }>(`select ${take} as taken`);
    if (!rows[0]?.taken) return 0;
    try {
      return await refresh(pool, options);
    } finally {
      await keeper.query(`select pg_advisory_unlock(${LOCK})`);
    }
  } finally {
    keeper.release();
  }
}

async function refresh(pool: pg.Pool, { now = new Date(), onProgress }: RefreshOptions): Promise<number> {
  const { horizon, ids, all } = await withSystem(pool, (_db, client) => findChanged(client, now));
  let done = 0;
  for (let start = 0; start < ids.length; start += CHUNK) {
    const chunk = ids.slice(start, start + CHUNK);
    await withSystem(pool, (_db, client) => recount(client, chunk, now, !all));
    done += chunk.length;
    onProgress?.(done, ids.length);
  }
  await withSystem(pool, (_db, client) =>
    client.query(
      `insert into indicator_state (horizon, as_of) values ($1, $2)
       on conflict (one) do update set horizon = greatest(indicator_state.horizon, excluded.horizon),
         as_of = greatest(indicator_state.as_of, excluded.as_of)`,
      [horizon, now],
    ),
  );
  return done;
}

async function findChanged(
  client: pg.PoolClient,
  now: Date,
): Promise<{ horizon: string; ids: number[]; all: boolean }> {
  const { rows: marks } = await client.query<{ horizon: string; last: string | null }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, (select horizon::text from indicator_state) as last',
  );
  const { horizon, last } = marks[0] as { horizon: string; last: string | null };
  if (last !== null) {
    const { rows } = await client.query<{ id: number }>(
      `select case_id as id from step where xid >= $1::xid8 union select case_id from indicator_case where turns_at <= $2 order by 1 limit ${MANY + 1}`,
      [last, now],
    );
    if (rows.length <= MANY) return { horizon, ids: rows.map((row) => row.id), all: false };
  }
  const { rows } = await client.query<{ id: number }>('select id from cases order by id');
  return { horizon, ids: rows.map((row) => row.id), all: true };
}

const bitOf = (fact: CaseFact) => 1 << CASE_FACT_NAMES.indexOf(fact);

/**
 * Later reports whose being a repetition may have changed with these cases: those of the same matter and community as
 * one that is, or was when last counted, closed or left out.
 */
const NEIGHBOURS = `select distinct c.id from cases b left join indicator_case f on f.case_id = b.id
  cross join lateral (values (b.matter, left(b.area, 12)), (f.matter, left(b.area, 12)), (b.matter, f.area), (f.matter, f.area)) as place (matter, community)
  join cases c on c.matter = place.matter and c.area >= community and c.area < community || ':' and c.opened_at >= b.opened_at
  where b.id = any($1) and (b.closed_at is not null or b.redos > 0 or b.merged_into is not null or f.facts & ${bitOf('closed') | bitOf('excluded')} <> 0)`;

const MASK = CASE_FACT_NAMES.map(
  (fact, bit) => `(case when ${factSql(fact, '$2::timestamptz')} then ${1 << bit} else 0 end)`,
).join('\n    + ');
const DIFFERENCES = CASE_FACT_NAMES.map((fact, bit) => `sum(sign * ((facts >> ${bit}) & 1))::int as ${fact}`).join(
  ', ',
);
const COLUMNS = CASE_FACT_NAMES.join(', ');
const BUCKET = '(floor(ln(greatest(reply_hours, 0.05)) / ln(1.05)))::smallint';

const RECOUNT = `with new as (
  select c.id as case_id, (c.opened_at at time zone 'Asia/Shanghai')::date as day, left(c.area, 12) as area, coalesce(c.unit, 0) as unit, coalesce(c.matter, '') as matter,
    ${MASK} as facts, ${REPLY_HOURS_SQL}::real as reply_hours,
    case when c.open and c.paused_at is null then least(case when c.due_at > $2 then c.due_at end, case when c.stage_due_at > $2 then c.stage_due_at end) end as turns_at
  from cases c where c.id = any($1)
), old as (
  select * from indicator_case where case_id = any($1)
), both_sides as (
  select day, area, unit, matter, facts, reply_hours, 1 as sign from new union all select day, area, unit, matter, facts, reply_hours, -1 from old
), cells as (
  select cut, grain, case grain when 'day' then day else date_trunc('month', day)::date end as day, left(area, digits) as area,
    case cut when 'area' then -1 else unit end as unit, case cut when 'area' then '*' else matter end as matter, facts, sign
  from both_sides cross join (values ('area', 'day', 12), ('area', 'month', 12), ('street', 'month', 9), ('district', 'day', 6), ('district', 'month', 6)) as k (cut, grain, digits)
), counts as (
  insert into indicator_count (cut, grain, day, area, unit, matter, ${COLUMNS})
  select cut, grain, day, area, unit, matter, ${DIFFERENCES} from cells group by cut, grain, day, area, unit, matter
  on conflict (cut, grain, day, area, unit, matter) do update set ${CASE_FACT_NAMES.map((fact) => `${fact} = indicator_count.${fact} + excluded.${fact}`).join(', ')}
  returning cut, grain, day, area, unit, matter, counted + excluded as n
), replies as (
  insert into indicator_reply (grain, day, street, bucket, n)
  select grain, day, left(area, 9), ${BUCKET}, sum(sign) from (select 'day' as grain, day, area, reply_hours, sign from both_sides union all select 'month', date_trunc('month', day)::date, area, reply_hours, sign from both_sides) g
  where reply_hours is not null group by 1, 2, 3, 4 having sum(sign) <> 0
  on conflict (grain, day, street, bucket) do update set n = indicator_reply.n + excluded.n
), facts as (
  insert into indicator_case (case_id, day, area, unit, matter, facts, reply_hours, turns_at)
  select case_id, day, area, unit, matter, facts, reply_hours, turns_at from new
  on conflict (case_id) do update set day = excluded.day, area = excluded.area, unit = excluded.unit, matter = excluded.matter,
    facts = excluded.facts, reply_hours = excluded.reply_hours, turns_at = excluded.turns_at
)
select cut, grain, day::text, area, unit, matter from counts where n = 0`;

async function recount(client: pg.PoolClient, ids: number[], now: Date, widen: boolean): Promise<void> {
  const touched = new Set(ids);
  if (widen) for (const { id } of (await client.query<{ id: number }>(NEIGHBOURS, [ids])).rows) touched.add(id);
  const { rows: empty } = await client.query<{
    cut: string;
    grain: string;
    day: string;
    area: string;
    unit: number;
    matter: string;
  }>(RECOUNT, [[...touched], now]);
  if (empty.length === 0) return;
  const column = <K extends keyof (typeof empty)[number]>(key: K) => empty.map((row) => row[key]);
  await client.query(
    `delete from indicator_count k using unnest($1::text[], $2::text[], $3::date[], $4::text[], $5::int[], $6::text[]) as e (cut, grain, day, area, unit, matter)
     where k.cut = e.cut and k.grain = e.grain and k.day = e.day and k.area = e.area and k.unit = e.unit and k.matter = e.matter`,
    [column('cut'), column('grain'), column('day'), column('area'), column('unit'), column('matter')],
  );
}
