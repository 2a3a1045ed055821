import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { scopeOf } from '../../db/scope-of.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem } from '../../http/problem.ts';

/**
 * Takes an open doubt off the list for good, with the reason in the trail. One that is being asked at a door stays.
 * @throws Problem 404 out of sight · 409 no longer open
 */
export async function dropDoubt(ctx: Context, actor: Actor, id: number, reason: string): Promise<void> {
  await withActor(ctx.pool, actor, async (db, client) => {
    const { rows } = await client.query<{ area: string }>('select area from doubt where id = $1', [id]);
    if (!rows[0]) throw notFound({ zh: '疑点', en: 'The doubt' });
    await client.query(scopeOf({ kind: 'system', account: 'system' }));
    const { rowCount } = await client.query(
      `update doubt set state = 'dropped', note = $2, answered_at = now() where id = $1 and state = 'open'`,
      [id, reason],
    );
    if (!rowCount)
      throw new Problem(409, 'doubt.moved', {
        zh: '该疑点已在核实或已有结果。',
        en: 'This doubt is being asked about or is settled already.',
      });
    await recordEvent(db, actor, {
      kind: 'drop-doubt',
      area: rows[0].area,
      subject: `doubt:${id}`,
      data: { reason },
    });
  });
}
