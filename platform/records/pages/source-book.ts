import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { Sentence } from '../../http/problem.ts';
import type { Source, SourceField } from '../sources/declaration.ts';
import { readBase } from '../sources/read-base.ts';
import { type RawSource, resolveSource } from '../sources/resolve-source.ts';

export type KnownSource = Source & { id: number; departmentName: Sentence };
/** The sources as the database has them, by the id that rows carry. */
export type SourceBook = ReadonlyMap<number, KnownSource>;

const TTL_MS = 30_000;
const books = new WeakMap<object, { book: Promise<SourceBook>; at: number }>();

/** The declared sources by id, half a minute old at most. */
export function readSourceBook(ctx: Context): Promise<SourceBook> {
  const known = books.get(ctx.pool);
  if (known && Date.now() - known.at < TTL_MS) return known.book;
  const book = load(ctx);
  books.set(ctx.pool, { book, at: Date.now() });
  book.catch(() => books.delete(ctx.pool));
  return book;
}

async function load(ctx: Context): Promise<SourceBook> {
  const base = readBase(CATALOGUE_DIR);
  const rows = await withSystem(ctx.pool, (db) =>
    db
      .selectFrom('source')
      .leftJoin('organisation', 'organisation.id', 'source.department')
      .select(['source.id', 'source.declaration', 'organisation.name', 'organisation.name_en'])
      .execute(),
  );
  return new Map(
    rows.map(({ id, declaration, name, name_en }) => {
      const source = resolveSource(declaration as unknown as RawSource, base, () => undefined);
      const zh = name ?? source.department;
      return [id, { ...source, id, departmentName: { zh, en: name_en ?? zh } }];
    }),
  );
}

/** The column in which a source says a field of one of its parts. */
export function columnOf(source: Source | undefined, part: number, field: string): SourceField | undefined {
  return source?.fields.find((one) =>
    one.targets.some((target) => target.part.index === part && target.field === field),
  );
}

/** The column in which a source says a field of some part of a kind. */
export function columnOfKind(source: Source, kind: string, field: string): SourceField | undefined {
  return source.fields.find((one) => one.targets.some((target) => target.part.kind === kind && target.field === field));
}
