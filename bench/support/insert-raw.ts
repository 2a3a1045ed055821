import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { CASE_COLUMNS, placeholders, STEP_COLUMNS, valuesOf } from '../../platform/cases/case-columns.ts';
import type { CaseRecord, NewStep } from '../../platform/cases/case-record.ts';
import { withSystem } from '../../platform/db/with-actor.ts';

export type RowPair = { row: CaseRecord & { search: string }; step: NewStep };

let rawSoFar = 0;
const CASES = [...CASE_COLUMNS, 'search'] as const;

/** Raw rows get ids from here, far above those of the program. */
const RAW = 1_000_000_000_000;

/** The highest id that the program gave to a case so far. */
export async function lastCaseId(pool: pg.Pool): Promise<number> {
  const { rows } = await withSystem(pool, (_db, client) =>
    client.query<{ last: number }>('select coalesce(max(id), 0) as last from cases where id < $1', [RAW]),
  );
  return rows[0]?.last ?? 0;
}

/** Cases opened after an id, each with its first step, as they lie in the database. */
export async function readRows(pool: pg.Pool, after: number): Promise<RowPair[]> {
  return withSystem(pool, async (_db, client) => {
    const columns = CASE_COLUMNS.join(', ');
    const cases = await client.query<RowPair['row']>(
      `select ${columns}, search::text as search from cases where id > $1 and id < $2 order by id`,
      [after, RAW],
    );
    const steps = await client.query<NewStep>(
      `select ${STEP_COLUMNS.join(', ')} from step where case_id > $1 and case_id < $2 and seq = 1 order by case_id`,
      [after, RAW],
    );
    return cases.rows.map((row, i) => ({ row, step: steps.rows[i] as NewStep }));
  });
}

/**
 * Inserts the rows again under new ids, as fast as the pool goes: the system role taken once a connection, one prepared
 * statement a row pair, nothing else. This is the raw limit a report is measured against.
 * @returns seconds
 */
export async function insertRaw(pool: pg.Pool, pairs: readonly RowPair[], connections: number): Promise<number> {
  const text = `with c as (insert into cases (${CASES.join(', ')}) values (${placeholders(CASES.length)}))
    insert into step (${STEP_COLUMNS.join(', ')}) values (${placeholders(STEP_COLUMNS.length, CASES.length)})`;
  const first = RAW + rawSoFar;
  rawSoFar += pairs.length;
  const statements = pairs.map(({ row, step }, i) => [
    ...valuesOf({ ...row, id: first + i }, CASES),
    ...valuesOf({ ...step, case_id: first + i, act_id: randomUUID() }, STEP_COLUMNS),
  ]);
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
  try {
    await Promise.all(clients.map((client) => client.query('set role gewu_system')));
    const from = performance.now();
    let next = 0;
    await Promise.all(
      clients.map(async (client) => {
        for (let values = statements[next++]; values; values = statements[next++]) {
          await client.query({ name: 'raw-case', text, values });
        }
      }),
    );
    return (performance.now() - from) / 1000;
  } finally {
    await Promise.all(clients.map((client) => client.query('reset role')));
    for (const client of clients) client.release();
  }
}
