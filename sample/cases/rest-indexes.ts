import type pg from 'pg';

const TABLES = ['cases', 'step', 'follower', 'party', 'assist', 'file_object'];

/**
 * Takes the indexes and checks of the case tables away for a large load and returns how to put them back: building
 * them once at the end costs a fraction of keeping them row by row. All inside the load's transaction, so that a
 * failed load finds everything as it was. Primary keys stay.
 */
export async function restIndexes(
  client: pg.Client,
): Promise<(onStep: (done: number, total: number) => void) => Promise<void>> {
  const { rows: constraints } = await client.query<{ table: string; name: string; kind: string; definition: string }>(
    `select conrelid::regclass::text as table, conname as name, contype as kind, pg_get_constraintdef(oid) as definition
     from pg_constraint where conrelid = any($1::text[]::regclass[]) and contype in ('u', 'f') order by contype desc`,
    [TABLES],
  );
  // foreign keys go first (one may lean on a unique key) and come back last
  for (const { table, name } of [...constraints].sort((a, b) => (a.kind < b.kind ? -1 : 1)))
    await client.query(`alter table ${table} drop constraint ${name}`);
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid = any($1::text[]::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [TABLES],
  );
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  const back = [
    ...indexes.map(({ definition }) => definition),
    ...constraints.map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
  ];
  return async (onStep) => {
    await client.query(`set local maintenance_work_mem = '512MB'`);
    for (const [i, statement] of back.entries()) {
      onStep(i, back.length);
      await client.query(statement);
    }
  };
}
