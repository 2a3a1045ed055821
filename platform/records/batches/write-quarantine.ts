import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { RawSource } from '../sources/resolve-source.ts';
import type { RowProblem } from './say-problem.ts';

const PAGE = 2000;

/** What is kept, sealed, of a row that was not taken: its cells by the declaration, or as they came where they do not fit. */
export type KeptRow = { cells: string[] } | { torn: string[] };

/**
 * The rows of a batch that were not taken, as a file to mend and send again: the columns as the source sends them and
 * one more that says what is wrong, which an import passes over. Read page by page, so that a million bad rows do no harm.
 */
export function writeQuarantine(ctx: Context, batch: number, source: RawSource): Readable {
  const columns = source.fields.map(({ column }) => column);
  async function* pages(): AsyncGenerator<string> {
    yield stringify([[...columns, '问题']], { bom: true, record_delimiter: 'windows' });
    for (let after = 0; ; ) {
      const rows = await readRows(ctx, batch, after, PAGE);
      if (rows.length === 0) return;
      after = rows.at(-1)?.line ?? after;
      yield stringify(
        rows.map((row) => [...cellsOf(ctx, row.sealed, columns.length), say(row.problems)].map(disarm)),
        { record_delimiter: 'windows' },
      );
    }
  }
  return Readable.from(pages());
}

/** Rows that were not taken, in the order of the file. */
export async function readRows(
  ctx: Context,
  batch: number,
  after: number,
  limit: number,
): Promise<{ line: number; sealed: Buffer; problems: RowProblem[] }[]> {
  return withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<{ line: number; sealed: Buffer; problems: RowProblem[] }>(
      'select line, sealed, problems from record_quarantine where batch = $1 and line > $2 order by line limit $3',
      [batch, after, limit],
    );
    return rows;
  });
}

function cellsOf(ctx: Context, sealed: Buffer, count: number): string[] {
  const kept = ctx.sealer.openJson(sealed) as KeptRow;
  const cells = 'cells' in kept ? kept.cells : kept.torn;
  return Array.from({ length: count }, (_, i) => cells[i] ?? '');
}

const say = (problems: readonly RowProblem[]) =>
  problems.map(({ column, zh, en }) => `${column ?? ''}${column ? '：' : ''}${zh} / ${en}`).join('；');

/** A spreadsheet takes a cell that begins like this for a formula; the space keeps it text and no import minds it. */
const disarm = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? ` ${cell}` : cell);
