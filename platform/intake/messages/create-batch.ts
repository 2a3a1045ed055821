import { createHash } from 'node:crypto';
import type pg from 'pg';
import { type Actor, areaOf } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import { readTable } from '../../files/read-table.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { sealRow } from './seal-row.ts';

const MOST_ROWS = 200_000;
const CHUNK = 500;

/**
 * Keeps an uploaded file row by row, all of it or nothing; no case is opened yet.
 * @param kind messages: a desk's own file · petitions: answered messages, replayed by the system
 * @returns id of the batch
 * @throws Problem 422 for a file that is no table, has no rows, or too many
 */
export async function createBatch(
  ctx: Context,
  actor: Actor,
  file: { name: string; bytes: Buffer },
  kind: 'messages' | 'petitions' = 'messages',
): Promise<number> {
  const area = areaOf(actor) || ctx.config.district;
  const sha256 = createHash('sha256').update(file.bytes).digest();
  return withActor(ctx.pool, actor, async (db, client) => {
    const { id } = await db
      .insertInto('intake_batch')
      .values({
        area,
        account: actor.account,
        post: actor.kind === 'staff' ? actor.post.id : null,
        name: file.name.slice(0, 200),
        kind,
        sha256,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { columns, total } = await keepRows(ctx, client, id, file.bytes);
    if (total === 0) throw new Problem(422, 'file.empty', { zh: '文件中没有数据行。', en: 'The file holds no rows.' });
    await db
      .updateTable('intake_batch')
      .set({ columns: JSON.stringify(columns), total })
      .where('id', '=', id)
      .execute();
    return id;
  });
}

type SealedRow = { line: number; raw: { sealed: string } };

async function keepRows(
  ctx: Context,
  client: pg.PoolClient,
  batch: number,
  bytes: Buffer,
): Promise<{ columns: string[]; total: number }> {
  let names: string[] = [];
  let total = 0;
  let chunk: SealedRow[] = [];
  for await (const { line, columns, cells } of readTable(bytes)) {
    if (++total > MOST_ROWS)
      throw new Problem(422, 'file.too-long', {
        zh: `一次最多导入 ${MOST_ROWS} 行，请拆分文件。`,
        en: `At most ${MOST_ROWS} rows at a time. Please split the file.`,
      });
    names = columns;
    chunk.push({ line, raw: sealRow(ctx.sealer, cells) });
    if (chunk.length < CHUNK) continue;
    await insertRows(client, batch, chunk);
    chunk = [];
  }
  await insertRows(client, batch, chunk);
  return { columns: names, total };
}

async function insertRows(client: pg.PoolClient, batch: number, rows: readonly SealedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    'insert into intake_row (batch, line, raw) select $1, line, raw from jsonb_to_recordset($2) as r(line integer, raw jsonb)',
    [batch, JSON.stringify(rows)],
  );
}
