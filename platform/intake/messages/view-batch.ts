import { type Static, Type } from 'typebox';
import type { Db } from '../../db/with-actor.ts';
import { Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { notFound, type Sentence } from '../../http/problem.ts';
import { findMapping } from './find-mapping.ts';
import { DESK_FIELDS } from './message-fields.ts';
import { openRow } from './seal-row.ts';

const MappingSchema = Type.Record(Type.String(), Type.String(), { description: 'field -> column' });

export const BatchSchema = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  kind: Type.String(),
  area: Type.String(),
  areaName: Type.String(),
  state: Type.String({
    description:
      'uploaded, running, done, failed or cancelled (part is in: continue or withdraw), withdrawing, withdrawn',
  }),
  total: Type.Integer(),
  accepted: Type.Integer(),
  refused: Type.Integer(),
  waiting: Type.Integer({ description: 'rows not looked at yet' }),
  message: Nullable(TextSchema),
  createdAt: Type.String(),
  finishedAt: Nullable(Type.String()),
});
export type BatchView = Static<typeof BatchSchema>;

export const UploadSchema = Type.Object({
  ...BatchSchema.properties,
  columns: Type.Array(Type.Object({ name: Type.String(), sample: Type.String() })),
  mapping: MappingSchema,
  crs: Type.Union([Type.Literal('wgs84'), Type.Literal('gcj02'), Type.Literal('bd09')]),
  fields: Type.Array(Type.Object({ key: Type.String(), name: TextSchema, required: Type.Boolean() })),
  /** An earlier batch made of the very same file, which was imported: probably a mistake. */
  sameAs: Nullable(Type.Integer()),
  problems: Type.Array(Type.Object({ line: Type.Integer(), reasons: Type.Array(TextSchema) }), {
    description: 'the first hundred refused rows',
  }),
});
export type UploadView = Static<typeof UploadSchema>;

const COLUMNS = [
  'id',
  'name',
  'kind',
  'area',
  'state',
  'total',
  'accepted',
  'refused',
  'message',
  'created_at',
  'finished_at',
] as const;

type Listed = {
  id: number;
  name: string;
  kind: string;
  area: string;
  state: string;
  total: number;
  accepted: number;
  refused: number;
  message: string | null;
  created_at: Date;
  finished_at: Date | null;
};

/** @returns the newest hundred batches within the actor's sight */
export async function listBatches(ctx: Context, db: Db): Promise<BatchView[]> {
  const rows = await db.selectFrom('intake_batch').select(COLUMNS).orderBy('id', 'desc').limit(100).execute();
  return Promise.all(rows.map((row) => viewBatch(ctx, row)));
}

async function viewBatch(ctx: Context, row: Listed): Promise<BatchView> {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    area: row.area,
    areaName: await ctx.caches.areas.name(row.area),
    state: row.state,
    total: row.total,
    accepted: row.accepted,
    refused: row.refused,
    waiting: row.state === 'withdrawn' || row.state === 'withdrawing' ? 0 : row.total - row.accepted - row.refused,
    message: row.message === null ? null : (JSON.parse(row.message) as Sentence),
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

/** @throws Problem 404 out of sight */
export async function readBatch(ctx: Context, db: Db, id: number): Promise<UploadView> {
  const row = await db
    .selectFrom('intake_batch')
    .select([...COLUMNS, 'columns', 'mapping', 'sha256'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound({ zh: '导入批次', en: 'The import' });
  const { fields = {}, crs = 'wgs84' } = (row.mapping ?? {}) as {
    fields?: Record<string, string>;
    crs?: UploadView['crs'];
  };
  const names = row.columns as string[];
  const same = await db
    .selectFrom('intake_batch')
    .select('id')
    .where('sha256', '=', row.sha256)
    .where('id', '<', id)
    .where('state', '=', 'done')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  const refused = await db
    .selectFrom('intake_row')
    .select(['line', 'problem'])
    .where('batch', '=', id)
    .where('problem', 'is not', null)
    .orderBy('line')
    .limit(100)
    .execute();
  return {
    ...(await viewBatch(ctx, row)),
    columns: await sampleColumns(ctx, db, id, names),
    // not run yet: what is proposed
    mapping: row.mapping === null ? ((await findMapping(db, names)) as Record<string, string>) : fields,
    crs,
    fields: DESK_FIELDS.map(({ key, name, required }) => ({ key, name, required })),
    sameAs: same?.id ?? null,
    problems: refused.map((entry) => ({
      line: entry.line,
      reasons: JSON.parse(entry.problem as string) as Sentence[],
    })),
  };
}

/** The first value of each column, from the first waiting rows. */
async function sampleColumns(
  ctx: Context,
  db: Db,
  batch: number,
  names: readonly string[],
): Promise<{ name: string; sample: string }[]> {
  const rows = await db
    .selectFrom('intake_row')
    .select('raw')
    .where('batch', '=', batch)
    .where('case_id', 'is', null)
    .orderBy('line')
    .limit(10)
    .execute();
  const cells = rows.map((row) => openRow(ctx.sealer, row.raw));
  return names.map((name) => ({
    name,
    sample: [...(cells.map((cell) => cell[name]).find(Boolean) ?? '')].slice(0, 60).join(''),
  }));
}
