import type { DuckDBConnection } from '@duckdb/node-api';
import type pg from 'pg';
import { isSecretRef } from '../open-secrets.ts';
import type { RecordsContext } from '../records-context.ts';
import { runStatements } from './run-statements.ts';

/** `data` of a decision of kind `correct`; values may name sensitive ones. */
export type Correction = { field: string; value: unknown; against: unknown[]; place?: (string | number | null)[] };

const TABLE = `create or replace table correction
  (entity bigint, field varchar, value varchar, day date, against varchar[], decision bigint)`;

/**
 * Fills the table `correction` with what people have corrected and not undone, for the entities where it stands now.
 * @param only these entities; all of them without it
 */
export async function readCorrections(
  ctx: RecordsContext,
  client: pg.ClientBase,
  db: DuckDBConnection,
  only?: readonly number[],
): Promise<void> {
  await db.run(TABLE);
  const { rows } = await client.query<{ id: number; entity: number; day: string; data: Correction }>(
    `select d.id, coalesce(e.merged_into, e.id) as entity, (d.at at time zone 'Asia/Shanghai')::date::text as day, d.data
     from decision d join entity e on e.id = d.entities[1]
     where d.kind = 'correct' and d.undone_at is null and ($1::bigint[] is null or coalesce(e.merged_into, e.id) = any($1)) order by d.id`,
    [only ?? null],
  );
  const named = new Set(
    rows
      .flatMap(({ data }) => [data.value, ...data.against])
      .flatMap((value) => (isSecretRef(value) ? [value['§']] : [])),
  );
  const secrets = await client.query<{ id: string; sealed: Buffer }>(
    'select id, sealed from secret where id = any($1)',
    [[...named]],
  );
  const opened = new Map(secrets.rows.map(({ id, sealed }) => [id, ctx.sealer.openJson(sealed)]));
  const plain = (value: unknown) => (isSecretRef(value) ? opened.get(value['§']) : value);
  const text = (value: unknown) =>
    value === null || value === undefined ? 'null' : `'${String(value).replaceAll("'", "''")}'`;
  const values = rows.flatMap(({ id, entity, day, data }) => {
    const value = plain(data.value);
    // a value that was destroyed corrects nothing any more
    if (value === undefined) return [];
    const against = data.against.map(plain).filter((each) => each !== undefined && each !== null);
    return [
      `(${entity}, ${text(data.field)}, ${text(value)}, date '${day}', [${against.map(text).join(', ')}]::varchar[], ${id})`,
    ];
  });
  // a corrected address may be one that no row has named
  for (const { data } of rows)
    if (data.place) {
      const [area, compound, building, dwelling, level] = data.place;
      await db.run(`insert or ignore into address (text, area, compound_key, building_key, dwelling_key, level)
        values (${[plain(data.value), area, compound, building, dwelling].map(text).join(', ')}, ${level})`);
    }
  for (let at = 0; at < values.length; at += 500)
    await runStatements(db, [`insert into correction values ${values.slice(at, at + 500).join(', ')}`]);
}
