import type { Selectable } from 'kysely';
import type { Entity } from '../../db/types.ts';
import type { Db } from '../../db/with-actor.ts';
import { notFound } from '../../http/problem.ts';
import type { Kind } from '../sources/declaration.ts';

export type EntityRow = Omit<Selectable<Entity>, 'fields' | 'provenance' | 'conflicts' | 'kind'> & {
  kind: Kind;
  fields: Record<string, unknown>;
  provenance: Record<string, number[]>;
  conflicts: Record<string, { value: unknown; records: number[] }[]>;
};

/** An entity in the caller's sight, retired ones too. @throws Problem 404 */
export async function findEntity(db: Db, id: number): Promise<EntityRow> {
  const row = await db.selectFrom('entity').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound({ zh: '对象', en: 'The entity' });
  return row as unknown as EntityRow;
}

/** How the trail names an entity. */
export const subjectOf = (id: number): string => `entity:${id}`;
