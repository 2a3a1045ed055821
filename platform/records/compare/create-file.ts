import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withSystem } from '../../db/with-actor.ts';
import { readTable } from '../../files/read-table.ts';
import type { Context } from '../../http/context.ts';
import { forbidden, Problem } from '../../http/problem.ts';
import { authoriseCompare, type CompareOrder } from './authorise-compare.ts';
import { type ChosenColumns, findColumns } from './find-columns.ts';
import { hashRequest } from './request-hash.ts';
import { SERVICES } from './services.ts';
import { takeQuota } from './take-quota.ts';

export const COMPARE_TASK = 'records-compare';
/** Rows a part: what is in memory at once, and what a crash repeats. */
const PART_ROWS = 1_000;
const MOST_ROWS = 200_000;
const KEPT_DAYS = 7;

export type FileOrder = CompareOrder & { file: string; columns: Partial<ChosenColumns> };

/**
 * Takes in a file of rows to compare: its rows go into sealed parts, each row counts against the day's share, and the
 * queue does the rest. All or nothing: a file that is too long, unreadable or beyond the share leaves nothing behind.
 * @returns id of the batch
 */
export async function createFile(ctx: Context, actor: Actor, order: FileOrder, bytes: Buffer): Promise<number> {
  if (actor.kind !== 'staff') throw forbidden();
  const { account, post } = actor;
  const grant = await authoriseCompare(ctx, actor, order);
  const hash = hashRequest(
    { 'gewu-case': order.case, 'gewu-purpose': order.purpose, 'gewu-service': order.service },
    bytes,
  );
  const batch = await withSystem(ctx.pool, async (db) => {
    let id: number | undefined;
    let total = 0;
    let part: string[][] = [];
    let n = 0;
    const keep = async (columns: readonly string[]) => {
      if (id === undefined) {
        const row = await db
          .insertInto('compare_batch')
          .values({
            organisation: post.organisation,
            account,
            post: post.id,
            name: order.file.slice(0, 200),
            format: bytes.subarray(0, 2).toString('latin1') === 'PK' ? 'xlsx' : 'csv',
            service: order.service,
            purpose: order.purpose,
            case_id: grant.caseId,
            columns: JSON.stringify(columns),
            chosen: JSON.stringify(findColumns(order.service, columns, order.columns)),
            request_hash: hash,
            total: 0,
            expires_at: new Date(Date.now() + KEPT_DAYS * 86_400_000),
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        id = row.id;
      }
      await db
        .insertInto('compare_part')
        .values({ batch: id, n, sealed: ctx.sealer.sealJson(part) })
        .execute();
      n += 1;
      part = [];
    };
    let columns: string[] = [];
    for await (const { columns: names, cells } of readTable(bytes)) {
      columns = names;
      total += 1;
      if (total > MOST_ROWS) throw tooLong();
      part.push(names.map((name) => cells[name] ?? ''));
      if (part.length === PART_ROWS) await keep(names);
    }
    if (total === 0) throw new Problem(422, 'file.empty', { zh: '文件中没有数据行。', en: 'The file has no rows.' });
    if (part.length > 0) await keep(columns);
    await takeQuota(db, { holder: grant.holder, service: 'compare', count: total, limit: grant.limit });
    await db
      .updateTable('compare_batch')
      .set({ total })
      .where('id', '=', id ?? 0)
      .execute();
    await recordEvent(db, actor, {
      kind: 'compare',
      caseId: grant.caseId,
      subject: order.service,
      data: {
        purpose: order.purpose,
        fields: SERVICES[order.service].fields,
        rows: total,
        batch: id,
        requestHash: hash.toString('base64'),
      },
    });
    return id ?? 0;
  });
  await ctx.jobs.add(COMPARE_TASK, { batch }, `${COMPARE_TASK}-${batch}`);
  return batch;
}

const tooLong = () =>
  new Problem(422, 'compare.too-long', {
    zh: `一个文件最多 ${MOST_ROWS} 行，请拆分后再上传。`,
    en: `A file may have ${MOST_ROWS} rows at most. Split it and send the parts.`,
  });
