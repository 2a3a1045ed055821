import type pg from 'pg';
import type { Actor } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { ENTITIES_LOCK } from '../entities/prepare-state.ts';
import type { RecordsContext } from '../records-context.ts';
import type { Kind } from '../sources/declaration.ts';

export type Entity = { id: number; kind: Kind; area: string; minor: boolean; merged_into: number | null };

/** @throws Problem 404 when one of the entities is not there or lies outside the actor's sight */
export async function requireSight(ctx: RecordsContext, actor: Actor, ids: readonly number[]): Promise<void> {
  if (actor.kind !== 'staff' && actor.kind !== 'key') return;
  const seen = await withActor(ctx.pool, actor, (_db, client) =>
    client.query('select from entity where id = any($1)', [ids]),
  );
  if (seen.rowCount !== new Set(ids).size) throw notFound({ zh: '该对象', en: 'The entity' });
}

/**
 * Takes the lock that decisions and the end of a link run share, and reads the entities under it.
 * @throws Problem 404 when one is not there, 409 when one was merged away meanwhile
 */
export async function lockEntities(client: pg.ClientBase, ids: readonly number[]): Promise<Entity[]> {
  await client.query(`select pg_advisory_xact_lock(${ENTITIES_LOCK})`);
  const { rows } = await client.query<Entity>(
    'select id, kind, area, minor, merged_into from entity where id = any($1)',
    [ids],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = byId.get(id);
    if (!row) throw notFound({ zh: '该对象', en: 'The entity' });
    if (row.merged_into !== null)
      throw new Problem(
        409,
        'record.merged',
        {
          zh: '该对象已合并到另一对象，请刷新后再试。',
          en: 'This entity was merged into another. Load the page again.',
        },
        { into: row.merged_into },
      );
    return row;
  });
}
