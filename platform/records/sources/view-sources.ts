import { type Static, Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import { withSystem } from '../../db/with-actor.ts';
import { Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import type { Sentence } from '../../http/problem.ts';
import type { Source } from './declaration.ts';
import { readSources } from './read-sources.ts';

export const SourceSchema = Type.Object({
  code: Type.String(),
  name: TextSchema,
  department: Type.Object({ code: Type.String(), name: TextSchema }),
  category: Type.String(),
  frequency: Type.String(),
  purposes: Type.Array(Type.Object({ code: Type.String(), ...TextSchema.properties })),
  legalBasis: TextSchema,
  retention: Type.Object({ years: Type.Integer(), from: Type.String(), destruction: Type.String() }),
  parts: Type.Array(Type.Object({ name: Type.String(), kind: Type.String(), kindName: TextSchema })),
  key: Type.Array(Type.String()),
  seen: Nullable(Type.String()),
  fields: Type.Array(
    Type.Object({
      column: Type.String(),
      to: Type.Array(Type.String()),
      toNames: Type.Array(TextSchema),
      class: Type.String(),
      trust: Type.Integer(),
      required: Type.Boolean(),
      check: Type.String(),
      purposes: Type.Array(Type.String()),
    }),
  ),
  feed: Nullable(Type.Object({ kind: Type.String(), every: Type.String(), configured: Type.Boolean() })),
  rows: Type.Integer({ description: 'that it holds now' }),
  lastAt: Nullable(Type.String()),
  late: Type.Boolean({ description: 'nothing came for longer than its frequency says' }),
  mine: Type.Boolean({ description: 'the asker may send its files' }),
});
export type SourceView = Static<typeof SourceSchema>;

/** Days after which something should have come again; a source that comes once is never late. */
const DUE_AFTER: Readonly<Record<string, number>> = {
  daily: 3,
  weekly: 10,
  monthly: 40,
  quarterly: 110,
  yearly: 400,
  once: Number.POSITIVE_INFINITY,
};
const DAY = 86_400_000;

type Known = {
  id: number;
  code: string;
  unit: number | null;
  rows: number | null;
  last: Date | null;
};

/** Every declared source with what it holds and when something last came. */
export async function viewSources(ctx: Context, actor: Actor, now = new Date()): Promise<SourceView[]> {
  const { base, purposes, departments, sources } = readSources(CATALOGUE_DIR);
  const known = new Map((await readKnown(ctx)).map((row) => [row.code, row]));
  return sources.map((source) => {
    const row = known.get(source.code);
    const last = row?.last ?? null;
    return {
      code: source.code,
      name: source.name,
      department: { code: source.department, name: departments.get(source.department) as Sentence },
      category: source.category,
      frequency: source.frequency,
      purposes: source.purposes.map((purpose) => ({ code: purpose, ...(purposes[purpose] as Sentence) })),
      legalBasis: source.legalBasis,
      retention: source.retention,
      parts: source.parts.map(({ name, kind }) => ({ name, kind, kindName: base.kinds[kind].name })),
      key: source.key,
      seen: source.seen ?? null,
      fields: viewFields(source),
      feed: source.feed
        ? { kind: source.feed.kind, every: source.feed.every, configured: process.env[source.feed.url] !== undefined }
        : null,
      rows: row?.rows ?? 0,
      lastAt: last?.toISOString() ?? null,
      late: last !== null && now.getTime() - last.getTime() > (DUE_AFTER[source.frequency] ?? 0) * DAY,
      mine: maySend(actor, row?.unit ?? null),
    };
  });
}

function viewFields(source: Source): SourceView['fields'] {
  return source.fields.map((field) => ({
    column: field.column,
    to: field.targets.map((target) => `${target.part.name}.${target.field}`),
    toNames: field.targets.map(({ base }) => ({ zh: base.zh, en: base.en })),
    class: field.class,
    trust: field.trust,
    required: field.required,
    check: field.type,
    purposes: [...field.purposes],
  }));
}

/** A department sends its own files; the district's desk and managers send any. */
export function maySend(actor: Actor, unit: number | null): boolean {
  if (actor.kind !== 'staff') return actor.kind === 'system';
  if (actor.post.role === 'department_desk') return unit !== null && unit === actor.post.organisation;
  return actor.post.role === 'district_desk' || actor.post.role === 'manager';
}

/** Numbers of the sources whose files the actor may send and look at. */
export async function sendableSources(ctx: Context, actor: Actor): Promise<{ number: number; code: string }[]> {
  return (await readKnown(ctx))
    .filter(({ unit }) => maySend(actor, unit))
    .map(({ id, code }) => ({ number: id, code }));
}

async function readKnown(ctx: Context): Promise<Known[]> {
  return withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<Known>(
      `select s.id, s.code, o.id as unit, b.holds as rows, b.finished_at as last
       from source s left join organisation o on o.code = s.declaration->>'department'
       left join lateral (select holds, finished_at from record_batch where source = s.id and state = 'done' order by finished_at desc limit 1) b on true
       order by s.code`,
    );
    return rows;
  });
}
