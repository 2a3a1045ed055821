import { stringify } from 'csv-stringify/sync';
import type { Db } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound, type Sentence } from '../../http/problem.ts';
import { openRow } from './seal-row.ts';

/**
 * The refused rows of a batch as CSV: line, reason in both languages, and the row as it was, so that it can be mended
 * and uploaded again. With a byte order mark, for Excel; cells that Excel would take for a formula are disarmed.
 * @throws Problem 404 out of sight
 */
export async function writeRefused(ctx: Context, db: Db, batch: number): Promise<string> {
  const found = await db.selectFrom('intake_batch').select('columns').where('id', '=', batch).executeTakeFirst();
  if (!found) throw notFound({ zh: '导入批次', en: 'The import' });
  const columns = found.columns as string[];
  const rows = await db
    .selectFrom('intake_row')
    .select(['line', 'raw', 'problem'])
    .where('batch', '=', batch)
    .where('case_id', 'is', null)
    .where('problem', 'is not', null)
    .orderBy('line')
    .execute();
  const lines = rows.map(({ line, raw, problem }) => {
    const reasons = JSON.parse(problem as string) as Sentence[];
    const cells = openRow(ctx.sealer, raw);
    return [
      String(line),
      reasons.map((reason) => reason.zh).join('；'),
      reasons.map((reason) => reason.en).join('; '),
      ...columns.map((column) => disarm(cells[column] ?? '')),
    ];
  });
  return stringify([['行号', '拒收原因', 'Reason', ...columns.map(disarm)], ...lines], {
    bom: true,
    record_delimiter: 'windows',
  });
}

const disarm = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
