import { chinaDay } from '../../db/china-day.ts';
import type { Db } from '../../db/with-actor.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { columnOf, type KnownSource, type SourceBook } from './source-book.ts';

/** One department row that speaks of an entity. `fields` is null where the row lies outside the reader's area. */
export type Mention = {
  record: number;
  part: number;
  source: KnownSource | undefined;
  seen: string;
  vanished: boolean;
  fields: Record<string, unknown> | null;
};

/** More rows than this say nothing new to a reader. */
const MOST_ROWS = 200;

/**
 * The rows that speak of an entity, those in the reader's sight with what they say.
 * @param db as the reader, who has seen the entity
 */
export async function readMentions(ctx: Context, db: Db, entity: number, book: SourceBook): Promise<Mention[]> {
  const links = await db
    .selectFrom('record_entity')
    .select(['record', 'part'])
    .where('entity', '=', entity)
    .limit(MOST_ROWS)
    .execute();
  if (links.length === 0) return [];
  const ids = [...new Set(links.map(({ record }) => record))];
  const seen = await db.selectFrom('record').select(['id', 'fields']).where('id', 'in', ids).execute();
  const known = await withSystem(ctx.pool, (system) =>
    system.selectFrom('record').select(['id', 'source', 'since', 'vanished_at']).where('id', 'in', ids).execute(),
  );
  const fieldsOf = new Map(seen.map(({ id, fields }) => [id, fields as Record<string, unknown>]));
  const about = new Map(known.map((row) => [row.id, row]));
  return links.flatMap(({ record, part }): Mention[] => {
    const row = about.get(record);
    if (!row) return [];
    const source = book.get(row.source);
    const fields = fieldsOf.get(record) ?? null;
    const told = source?.seen && fields ? fields[source.seen] : undefined;
    const day = readDay(told) ?? chinaDay(row.since);
    return [{ record, part, source, seen: day, vanished: row.vanished_at !== null, fields }];
  });
}

/** What a row says of a field, with the trust its source has in it; undefined where it has no such column. */
export function saidOf(mention: Mention, field: string): { raw: unknown; trust: number } | undefined {
  const column = columnOf(mention.source, mention.part, field);
  if (!column) return undefined;
  const cell = mention.fields?.[column.column];
  const raw = typeof cell === 'string' ? (column.values[cell] ?? cell) : cell;
  return { raw, trust: column.trust };
}

/** A day as departments write it (19850607, 1985/6/7, 1985年6月7日), as 1985-06-07. */
function readDay(cell: unknown): string | undefined {
  const [, year, month = '', day = ''] =
    /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})/.exec(typeof cell === 'string' ? cell : '') ?? [];
  return year && `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
