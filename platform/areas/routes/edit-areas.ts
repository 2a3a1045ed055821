import { Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { areaOf } from '../../access/actor.ts';
import { requirePermission } from '../../access/permissions.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { type Db, withSystem } from '../../db/with-actor.ts';
import { type App, actorOf, Nullable } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { importShapes } from '../import-shapes.ts';
import { markAreasChanged } from '../mark-changed.ts';

const Fields = {
  name: Type.String({ minLength: 1, maxLength: 60 }),
  nameEn: Nullable(Type.String({ maxLength: 120 })),
  kind: Type.Union([Type.Literal('basic'), Type.Literal('dedicated')]),
  governedBy: Nullable(Type.String({ maxLength: 120, description: 'another body that runs a coded area' })),
  households: Nullable(Type.Integer({ minimum: 0, maximum: 10_000_000 })),
};
const optional = {
  nameEn: Type.Optional(Fields.nameEn),
  kind: Type.Optional(Fields.kind),
  governedBy: Type.Optional(Fields.governedBy),
  households: Type.Optional(Fields.households),
};
const NewAreaSchema = Type.Object(
  { code: Type.String({ pattern: '^\\d{6}(\\d{3}){1,3}$' }), name: Fields.name, ...optional },
  { additionalProperties: false },
);
const ChangeSchema = Type.Object(
  {
    name: Type.Optional(Fields.name),
    ...optional,
    closed: Type.Optional(Type.Boolean({ description: 'true closes the area for new cases' })),
  },
  { additionalProperties: false },
);
const ShapeSchema = Type.Object(
  {
    shape: Type.Object({
      type: Type.Union([Type.Literal('Polygon'), Type.Literal('MultiPolygon')]),
      coordinates: Type.Array(Type.Any()),
    }),
    crs: Type.Optional(Type.Union([Type.Literal('wgs84'), Type.Literal('gcj02'), Type.Literal('bd09')])),
    from: Type.Optional(Type.String({ format: 'date-time', description: 'when it comes into force; now if absent' })),
  },
  { additionalProperties: false },
);
const ParamsSchema = Type.Object({ code: Type.String({ pattern: '^\\d{6}(\\d{3}){0,3}$' }) });
const area = { zh: '区域', en: 'The area' };
type Values = {
  name?: string;
  nameEn?: string | null;
  kind?: 'basic' | 'dedicated';
  governedBy?: string | null;
  households?: number | null;
};

/** What a manager does with areas: add, change, close, redraw; each recorded. */
export function registerEditAreas(app: App, ctx: Context): void {
  /** Checks the right, runs the change with its audit row in one transaction, and drops the cache. */
  const change = async (
    actor: Actor,
    code: string,
    what: string,
    data: Record<string, unknown>,
    work: (db: Db) => Promise<void>,
  ) => {
    requirePermission(actor, 'area.edit');
    if (!code.startsWith(areaOf(actor))) throw notFound(area);
    await withSystem(ctx.pool, async (db) => {
      await work(db);
      await recordEvent(db, actor, { kind: 'change', area: code, subject: `area:${code}`, data: { what, ...data } });
      await markAreasChanged(db);
    });
    ctx.caches.areas.invalidate();
  };
  const tags = ['areas'];

  app.post(
    '/api/areas',
    {
      schema: {
        tags,
        summary: 'Add an area',
        body: NewAreaSchema,
        response: { 201: Type.Object({ code: Type.String() }) },
      },
    },
    async (request, reply) => {
      const { code, ...values } = request.body;
      await change(actorOf(request), code, 'add', values, async (db) => {
        const parent = await db
          .selectFrom('area')
          .select('code')
          .where('code', '=', code.slice(0, -3))
          .where('closed_at', 'is', null)
          .executeTakeFirst();
        if (!parent)
          throw new Problem(422, 'area.parent', {
            zh: '上级区域不存在或已关闭。',
            en: 'The parent area does not exist or is closed.',
          });
        const added = await db
          .insertInto('area')
          .values({ code, parent: parent.code, ...columnsOf(values), name: values.name })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (!added.numInsertedOrUpdatedRows)
          throw new Problem(409, 'area.exists', {
            zh: '该区域代码已存在。',
            en: 'An area with this code exists already.',
          });
      });
      return reply.code(201).send({ code });
    },
  );

  app.patch(
    '/api/areas/:code',
    {
      schema: {
        tags,
        summary: 'Change or close an area',
        params: ParamsSchema,
        body: ChangeSchema,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { code } = request.params;
      const { closed, ...values } = request.body;
      await change(actorOf(request), code, 'change', request.body, async (db) => {
        const known = await db
          .selectFrom('area')
          .select('code')
          .where('code', '=', code)
          .forUpdate()
          .executeTakeFirst();
        if (!known) throw notFound(area);
        if (closed) await refuseIfInUse(db, code);
        const set = { ...columnsOf(values), ...(closed !== undefined && { closed_at: closed ? new Date() : null }) };
        if (Object.keys(set).length > 0) await db.updateTable('area').set(set).where('code', '=', code).execute();
      });
      return reply.code(204).send(null);
    },
  );

  const response = {
    200: Type.Object({
      codes: Type.Array(Type.String()),
      warnings: Type.Array(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() })),
    }),
  };
  app.put(
    '/api/areas/:code/shape',
    { schema: { tags, summary: 'Redraw an area from a date on', params: ParamsSchema, body: ShapeSchema, response } },
    async (request) => {
      const { code } = request.params;
      const { shape, crs = 'wgs84', from } = request.body;
      const actor = actorOf(request);
      let result = { codes: [] as string[], warnings: [] as { code: string; zh: string; en: string }[] };
      await change(actor, code, 'redraw', { crs, from: from ?? null }, async (db) => {
        if (
          !(await db
            .selectFrom('area')
            .select('code')
            .where('code', '=', code)
            .where('closed_at', 'is', null)
            .executeTakeFirst())
        )
          throw notFound(area);
        const feature = { type: 'Feature', properties: { code }, geometry: shape };
        result = await importShapes(
          db,
          { type: 'FeatureCollection', features: [feature] },
          { crs, from: from ? new Date(from) : new Date(), within: areaOf(actor) },
        );
      });
      return result;
    },
  );
}

function columnsOf({ name, nameEn, kind, governedBy, households }: Values): Record<string, string | number | null> {
  const given = { name, name_en: nameEn, kind, governed_by: governedBy, households };
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string | number | null] => entry[1] !== undefined),
  );
}

/** An area cannot close under what still stands in it. */
async function refuseIfInUse(db: Db, code: string): Promise<void> {
  const child = await db
    .selectFrom('area')
    .select('code')
    .where('parent', '=', code)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  const post = await db
    .selectFrom('post')
    .select('id')
    .where('area', '=', code)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (child || post)
    throw new Problem(409, 'area.in-use', {
      zh: '请先关闭其下级区域和岗位。',
      en: 'Close the areas and posts inside it first.',
    });
}
