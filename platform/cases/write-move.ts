import type pg from 'pg';
import { CHANGING, placeholders, STEP_COLUMNS, valuesOf } from './case-columns.ts';
import type { Plan } from './plan-act.ts';

const APPEND = `insert into step (${STEP_COLUMNS.join(', ')}) values (${placeholders(STEP_COLUMNS.length)})`;
const MOVE = `update cases set (${CHANGING.join(', ')}) = row(${placeholders(CHANGING.length, 1)}) where id = $1`;

/** Writes what a plan makes of a case: the step appended, the row moved. The caller holds the row's lock, as the system. */
export async function writeMove(client: pg.PoolClient, { row, step }: Plan): Promise<void> {
  await client.query(APPEND, valuesOf(step, STEP_COLUMNS));
  await client.query({ name: 'move-case', text: MOVE, values: [row.id, ...valuesOf(row, CHANGING)] });
}
