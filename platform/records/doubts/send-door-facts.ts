import { SYSTEM } from '../../access/actor.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { stageFile } from '../batches/stage-file.ts';

type Fact = { id: number; door: number; key: string | null; address: string; value: string; seen: string };

const SOURCE = 'door-visits';
const STATES: Record<string, string> = { '01': '自住', '02': '出租', '03': '空置', '99': '其他' };
const LIMIT = 2 ** 26;

/**
 * Hands what was seen at doors to the import, as a file of the source `door-visits`: so that it is checked, linked, kept
 * with its provenance and outlived like any department's row. Sent twice after a stop, the second file changes nothing.
 * @returns the batch; undefined where there is nothing new
 */
export async function sendDoorFacts(ctx: Context): Promise<number | undefined> {
  const facts = await withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<Fact>(
      `select distinct on (f.door) f.id, f.door, e.key, f.address, f.value, f.seen from door_fact f left join entity e on e.id = f.door
       where f.field = 'status' and f.batch is null order by f.door, f.seen desc, f.id desc`,
    );
    return rows;
  });
  if (facts.length === 0) return undefined;
  const lines = await Promise.all(
    facts.map(async (fact) =>
      [fact.door, quote((await nameAreas(ctx, fact.key)) + fact.address), STATES[fact.value] ?? '其他', fact.seen].join(
        ',',
      ),
    ),
  );
  const text = ['门户编号,房屋地址,房屋状态,核实日期', ...lines, ''].join('\n');
  const batch = await stageFile(ctx, SYSTEM, {
    source: SOURCE,
    name: `${SOURCE}.csv`,
    bytes: once(Buffer.from(text, 'utf8')),
    partial: true,
    limit: LIMIT,
  });
  await withSystem(ctx.pool, (_db, client) =>
    client.query(
      `update door_fact set batch = $1 where batch is null and field = 'status' and door = any($2) and id <= $3`,
      [batch, facts.map((fact) => fact.door), Math.max(...facts.map((fact) => fact.id))],
    ),
  );
  return batch;
}

/** A home is known within its street and community, which the base's short form of an address leaves out. */
async function nameAreas(ctx: Context, key: string | null): Promise<string> {
  const code = key?.split('|')[0] ?? '';
  return code === '' ? '' : (await ctx.caches.areas.path(code)).map(({ name }) => name).join('');
}

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
