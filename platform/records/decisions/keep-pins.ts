import type pg from 'pg';
import type { Placed } from './wanted.ts';

/** Where rows belong now, by the entities they belong to. */
export async function readPlaced(client: pg.ClientBase, entities: readonly number[]): Promise<Placed[]> {
  const { rows } = await client.query<{ record: number; part: number; entity: number }>(
    'select record, part, entity from record_entity where entity = any($1) order by record, part',
    [entities],
  );
  return rows.map(({ record, part, entity }) => [record, part, entity]);
}

/** Pins rows to entities by a decision; an older pin of the same row gives way. */
export async function pinRows(client: pg.ClientBase, decision: number, pins: readonly Placed[]): Promise<void> {
  await client.query(
    `insert into pin (record, part, entity, decision) select record, part, entity, $4 from unnest($1::bigint[], $2::smallint[], $3::bigint[]) as p (record, part, entity)
     on conflict (record, part) do update set entity = excluded.entity, decision = excluded.decision`,
    [...columnsOf(pins), decision],
  );
}

/** Takes a decision's pins away; where an earlier decision that still holds had pinned a row, its pin holds again. */
export async function unpinRows(client: pg.ClientBase, decision: number): Promise<void> {
  await client.query(
    `with freed as (delete from pin where decision = $1 returning record, part),
     earlier as (
       select distinct on (f.record, f.part) f.record, f.part, (p->>2)::bigint as entity, d.id
       from decision d cross join lateral jsonb_array_elements(d.data->'pins') p
       join freed f on f.record = (p->>0)::bigint and f.part = (p->>1)::smallint
       where d.undone_at is null and d.id <> $1 and d.data ? 'pins' order by f.record, f.part, d.id desc)
     insert into pin (record, part, entity, decision) select record, part, entity, id from earlier
     on conflict (record, part) do update set entity = excluded.entity, decision = excluded.decision`,
    [decision],
  );
}

export function columnsOf(placed: readonly Placed[]): [number[], number[], number[]] {
  return [placed.map(([record]) => record), placed.map(([, part]) => part), placed.map(([, , entity]) => entity)];
}
