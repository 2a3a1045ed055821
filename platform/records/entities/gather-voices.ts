import type { DuckDBConnection } from '@duckdb/node-api';
import type { BaseKind, Kind } from '../sources/declaration.ts';
import { runStatements } from './run-statements.ts';

/** Kinds whose mentions carry the address key of a room. */
export const HOUSED: readonly Kind[] = ['person', 'organisation'];

/**
 * Makes `s_<kind>`: every mention of the entities in scope, with its entity. What survives is decided from this table
 * alone, whether it holds the whole district or the two entities of a clerk's decision.
 * @param all take every entity; otherwise those of the table `scope` (id, kind)
 */
export async function gatherVoices(db: DuckDBConnection, kind: Kind, declared: BaseKind, all: boolean): Promise<void> {
  const housed = HOUSED.includes(kind);
  const fields = Object.entries(declared.fields).map(([field, { type }]) => {
    if (type === 'date') return `m."${field}"::varchar as "${field}"`;
    if (type === 'number')
      return `case when m."${field}" = floor(m."${field}") then m."${field}"::bigint::varchar else m."${field}"::varchar end as "${field}"`;
    // spellings of one home agree; a key says nothing beyond its normal form
    if (type === 'address' && declared.fields[field]?.key) return `readable(m.key) as "${field}"`;
    if (type === 'address' && housed && field === 'address')
      return `case when m."${field}" is not null then coalesce(h.text, m."${field}") end as "${field}"`;
    return `m."${field}"`;
  });
  await runStatements(db, [
    `create or replace table s_${kind} as
     select m.mention, p.entity, m.record, m.source, m.seen, day_of(m.seen) as day, m.area, m.key,
       ${housed ? 'm.dwelling, ' : ''}${fields.join(', ')}
     from m_${kind} m join placed p on p.mention = m.mention
     ${all ? '' : `semi join scope c on c.kind = '${kind}' and c.id = p.entity`}
     ${housed ? 'left join door h on h.key = m.dwelling' : ''}`,
  ]);
}
