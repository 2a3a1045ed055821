import type pg from 'pg';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';

/** Uses are counted over so many days. */
export const USE_DAYS = 30;

/**
 * Brings the counters of sharing up to date: the base itself when a batch, a link run or a decision changed it, uses and
 * doubts each time. One refresh at a time; a second one leaves it to the first.
 * @param force count the base even where nothing changed
 * @returns whether anything was counted
 */
export async function refreshSharing(ctx: Pick<Context, 'pool'>, force = false): Promise<boolean> {
  return withSystem(ctx.pool, async (_db, client) => {
    const { rows: lock } = await client.query<{ mine: boolean }>(
      'select pg_try_advisory_xact_lock(610402, 41) as mine',
    );
    if (!lock[0]?.mine) return false;
    const from = performance.now();
    const { rows } = await client.query<{ mark: string; before: string | null }>(
      `select concat_ws('-', (select max(id) from record_batch where state = 'done'), (select max(id) from link_run where state = 'done'),
         (select count(*) || '.' || count(undone_at) from decision), current_date) as mark, (select mark from sharing_state) as before`,
    );
    const mark = rows[0]?.mark ?? '';
    if (force || mark !== rows[0]?.before) await countBase(client);
    await countUse(client);
    await client.query(
      `insert into sharing_state (mark, as_of, took_ms) values ($1, now(), $2)
       on conflict (one) do update set mark = excluded.mark, as_of = excluded.as_of, took_ms = excluded.took_ms`,
      [mark, Math.round(performance.now() - from)],
    );
    return true;
  });
}

/** Every count of a community also counts for its street and the district. */
const ROLL_UP = `cross join lateral (select distinct left(c.area, l) as area from unnest(array[6, 9, 12]) l where l <= length(c.area)) up`;
const write = (counts: string) =>
  `insert into sharing_count (measure, area, part, n) select c.measure, up.area, c.part, sum(c.n) from (${counts}) c ${ROLL_UP}
   where c.n > 0 group by 1, 2, 3`;

async function countBase(client: pg.PoolClient): Promise<void> {
  await client.query(`delete from sharing_count where measure not like 'use-%' and measure not like 'doubt-%'`);
  await client.query(
    write(`select m.measure, e.area, m.part, m.n from (
      select left(area, 12) as area, kind, count(*) as entities, sum(rows) as mentions,
        count(*) filter (where cardinality(fed_by) > 1) as shared,
        coalesce(sum(rows) filter (where cardinality(fed_by) > 1), 0) as reused,
        count(*) filter (where fields ? 'phone') as phone, count(*) filter (where fields ? 'citizen') as citizen,
        count(*) filter (where conflicts <> '{}') as contested,
        count(*) filter (where seen >= current_date - 90) as fresh,
        count(*) filter (where seen < current_date - 90 and seen >= current_date - 365) as ageing,
        count(*) filter (where seen < current_date - 365) as stale
      from entity where merged_into is null and rows > 0 group by 1, 2) e
      cross join lateral (values ('entities', kind, entities), ('mentions', kind, mentions), ('shared', kind, shared), ('reused', kind, reused),
        ('with-phone', kind, phone), ('with-citizen', kind, citizen), ('contested', kind, contested),
        ('fresh', kind, fresh), ('ageing', kind, ageing), ('stale', kind, stale)) m(measure, part, n)`),
  );
  await client.query(
    write(`select 'homes-lived-in' as measure, left(d.area, 12) as area, '' as part, count(*) as n from entity d
      where d.kind = 'dwelling' and d.merged_into is null and d.rows > 0 and exists (select from entity_link l where l.to_entity = d.id and l.relation = 'lives_in') group by 2
      union all
      select 'people-at-home', left(p.area, 12), '', count(*) from entity p
      where p.kind = 'person' and p.merged_into is null and p.rows > 0 and exists (select from entity_link l where l.from_entity = p.id and l.relation = 'lives_in') group by 2`),
  );
  await client.query(
    `insert into sharing_count (measure, area, part, n)
     select 'records', (select code from area where length(code) = 6 order by code limit 1), source::text, count(*) from record group by source`,
  );
  await client.query(
    `insert into sharing_count (measure, area, part, n)
     select 'feeds', (select code from area where length(code) = 6 order by code limit 1), f.source || '>' || e.kind, count(*)
     from entity e cross join lateral unnest(e.fed_by) f(source) where e.merged_into is null group by f.source, e.kind`,
  );
}

/** Doubts by what became of them; looks, openings, searches and comparisons by kind, purpose and who. */
async function countUse(client: pg.PoolClient): Promise<void> {
  await client.query(`delete from sharing_count where measure like 'use-%' or measure like 'doubt-%'`);
  await client.query(
    write(`select case when state in ('open', 'asked') then 'doubt-open' when state = 'answered' then 'doubt-answered' else 'doubt-dropped' end as measure,
        left(area, 12) as area, kind as part, count(*) as n from doubt group by 1, 2, 3`),
  );
  const since = `a.id >= coalesce((select min(id) from audit_event where kind in ('look', 'open', 'search', 'compare') and at >= now() - interval '${USE_DAYS} days'), 0)`;
  await client.query(
    write(`select 'use-' || a.kind as measure, left(coalesce(a.area, (select code from area where length(code) = 6 order by code limit 1)), 12) as area, '' as part,
        sum(case a.kind when 'look' then jsonb_array_length(coalesce(a.data->'fields', '[]')) when 'compare' then coalesce((a.data->>'rows')::int, 1) else 1 end) as n
      from audit_event a where a.kind in ('look', 'open', 'search', 'compare') and ${since} group by 1, 2`),
  );
  await client.query(
    `insert into sharing_count (measure, area, part, n)
     select 'use-flow', (select code from area where length(code) = 6 order by code limit 1),
       coalesce(e.kind, 'person') || '>' || coalesce(a.data->>'purpose', '') || '>' || coalesce(o.code, case when o.id is null then 'key' end, ''), 
       sum(case a.kind when 'look' then jsonb_array_length(coalesce(a.data->'fields', '[]')) else coalesce((a.data->>'rows')::int, 1) end)
     from audit_event a
     left join post p on p.id = a.post left join organisation o on o.id = p.organisation
     left join entity e on e.id = case when a.kind = 'look' and a.subject ~ '^entity:[0-9]{1,15}$' then substr(a.subject, 8)::bigint end
     where a.kind in ('look', 'compare') and ${since} and (a.kind = 'compare' or a.subject ~ '^entity:') group by 3`,
  );
}
