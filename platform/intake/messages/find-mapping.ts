import type { Db } from '../../db/with-actor.ts';
import { DESK_FIELDS, type Mapping, proposeMapping } from './message-fields.ts';

/**
 * The mapping for a file with these columns: as it was last used for a file with the same columns (of those the
 * actor may see), else proposed from their names.
 */
export async function findMapping(db: Db, columns: readonly string[]): Promise<Mapping> {
  const earlier = await db
    .selectFrom('intake_batch')
    .select(['columns', 'mapping'])
    .where('mapping', 'is not', null)
    .where((e) => e.fn<number>('jsonb_array_length', ['columns']), '=', columns.length)
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  const signature = [...columns].sort().join('\n');
  const same = earlier.find((batch) => [...(batch.columns as string[])].sort().join('\n') === signature);
  return onlyFields(same ? ((same.mapping as { fields?: Mapping }).fields ?? {}) : proposeMapping(columns), columns);
}

/** Keeps what is a field of a desk's file on a column that exists. */
export function onlyFields(mapping: Readonly<Record<string, unknown>>, columns: readonly string[]): Mapping {
  const known = DESK_FIELDS.filter(({ key }) => columns.includes(mapping[key] as string));
  return Object.fromEntries(known.map(({ key }) => [key, mapping[key]])) as Mapping;
}
