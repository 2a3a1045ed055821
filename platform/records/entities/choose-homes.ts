import type { DuckDBConnection } from '@duckdb/node-api';
import type { Kind } from '../sources/declaration.ts';
import { queryRows, runStatements } from './run-statements.ts';

/** Makes the empty table `home` (entity, dwelling, area, text, record, seen). */
export async function startHomes(db: DuckDBConnection): Promise<void> {
  await db.run(
    'create or replace table home (entity bigint, dwelling bigint, area varchar, text varchar, record bigint, seen date)',
  );
}

/**
 * Adds to `home` where each person lives, or each organisation sits: the room that the freshest row with one names, by
 * trust among rows of one day. A register that only tells where people are registered speaks last. A correction that
 * stands (`stood`) moves them, or says that they live there no more. Needs `s_<kind>`, `door`, `trust`.
 */
export async function chooseHomes(db: DuckDBConnection, kind: Kind): Promise<void> {
  const trusts = await queryRows<{ source: number; trust: number; field: string }>(
    db,
    `select source::integer as source, field, trust::integer as trust from trust
     where kind = '${kind}' and field in ('address', 'registered_address') order by 1, 2`,
  );
  const present = trusts.filter(({ field }) => field === 'address');
  const registers = trusts
    .map(({ source }) => source)
    .filter((source) => !present.some((each) => each.source === source));
  const trust = present.length
    ? `case source ${present.map((each) => `when ${each.source} then ${each.trust}`).join(' ')} else 50 end`
    : '50';
  const day = registers.length ? `case when source in (${registers.join(', ')}) then 0 else day end` : 'day';
  await runStatements(db, [
    `insert into home
     with said as (
       select entity, dwelling, max(by_recency(${trust}, ${day}, mention)) as best, max(seen) as seen
       from s_${kind} where dwelling is not null group by entity, dwelling),
     chosen as (
       select entity, arg_max(dwelling, best) as key, max(best) as best, arg_max(seen, best) as seen from said group by entity)
     select c.entity, d.id, d.area, d.text, winner(c.best), c.seen from chosen c join door d on d.key = c.key`,
    `create or replace table moving as select entity, v, decision from stood where field = 'address'`,
    'delete from home where entity in (select entity from moving)',
    `insert into home select m.entity, d.id, d.area, d.text, -m.decision, null from moving m join door d on d.text = m.v
     qualify row_number() over (partition by m.entity order by d.id) = 1`,
    'drop table moving',
  ]);
}
