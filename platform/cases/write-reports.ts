import type pg from 'pg';
import { CASE_COLUMNS, placeholders, STEP_COLUMNS, valuesOf } from './case-columns.ts';
import type { CaseRecord, NewStep } from './case-record.ts';

export type NewReport = { row: CaseRecord; search: string; step: NewStep };

type Waiting = { report: NewReport; done: () => void; fail: (error: unknown) => void };
type Desk = { waiting: Waiting[]; writing: number };

/** Statements under way at once, and reports in one of them. */
const WRITERS = 3;
const TOGETHER = 32;
const CASE_WIDTH = CASE_COLUMNS.length + 1;
const STEP_WIDTH = STEP_COLUMNS.length;

const desks = new WeakMap<pg.Pool, Desk>();
const statements = new Map<number, string>();

/**
 * Writes a new case with its first step, durably, and returns when it is committed. Reports that arrive while others
 * are being written go together in one statement, as a database groups commits: alone a report waits for nobody, in
 * a rush many share one round trip and one flush of the disk. Where a statement fails each report is tried by
 * itself, so that one bad report never spoils another.
 * @param writer a pool whose connections are `gewu_system`
 */
export function writeReport(writer: pg.Pool, report: NewReport): Promise<void> {
  const desk = desks.get(writer) ?? { waiting: [], writing: 0 };
  desks.set(writer, desk);
  return new Promise((done, fail) => {
    desk.waiting.push({ report, done, fail });
    if (desk.writing < WRITERS) void work(writer, desk);
  });
}

/** Writes a report inside a transaction that its caller holds. */
export async function writeReportIn(client: Pick<pg.PoolClient, 'query'>, report: NewReport): Promise<void> {
  await client.query(queryOf([report]));
}

async function work(writer: pg.Pool, desk: Desk): Promise<void> {
  desk.writing += 1;
  // let what arrived in the same turn of the event loop sit down at the same table
  await new Promise(setImmediate);
  for (let batch = desk.waiting.splice(0, TOGETHER); batch.length > 0; batch = desk.waiting.splice(0, TOGETHER))
    await write(writer, batch);
  desk.writing -= 1;
}

async function write(writer: pg.Pool, batch: Waiting[]): Promise<void> {
  try {
    await writer.query(queryOf(batch.map(({ report }) => report)));
    for (const { done } of batch) done();
  } catch (error) {
    if (batch.length === 1) batch[0]?.fail(error);
    else await Promise.all(batch.map((one) => write(writer, [one])));
  }
}

function queryOf(reports: readonly NewReport[]): pg.QueryConfig {
  const cases = reports.flatMap(({ row, search }) => [...valuesOf(row, CASE_COLUMNS), search]);
  const steps = reports.flatMap(({ step }) => valuesOf(step, STEP_COLUMNS));
  // named: planned once a connection and size
  return { name: `report-${reports.length}`, text: statementFor(reports.length), values: [...cases, ...steps] };
}

function statementFor(n: number): string {
  const known = statements.get(n);
  if (known) return known;
  const rows = (width: number, after: number) =>
    Array.from({ length: n }, (_, i) => `(${placeholders(width, after + i * width)})`).join(', ');
  const text = `with c as (insert into cases (${CASE_COLUMNS.join(', ')}, search) values ${rows(CASE_WIDTH, 0)})
    insert into step (${STEP_COLUMNS.join(', ')}) values ${rows(STEP_WIDTH, n * CASE_WIDTH)}`;
  statements.set(n, text);
  return text;
}
