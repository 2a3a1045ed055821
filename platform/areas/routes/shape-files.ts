import { type Static, Type } from 'typebox';
import { areaOf } from '../../access/actor.ts';
import { requirePermission } from '../../access/permissions.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withSystem } from '../../db/with-actor.ts';
import { type App, actorOf, Nullable } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { notFound } from '../../http/problem.ts';
import { exportShapes } from '../export-shapes.ts';
import { importShapes } from '../import-shapes.ts';

const CrsSchema = Type.Union([Type.Literal('wgs84'), Type.Literal('gcj02'), Type.Literal('bd09')], {
  description: 'coordinates of the file: WGS-84, GCJ-02 or BD-09',
});
const CodeSchema = Type.String({ pattern: '^\\d{6}(\\d{3}){0,3}$' });
const ImportSchema = Type.Object(
  {
    crs: CrsSchema,
    from: Type.Optional(
      Type.String({ format: 'date-time', description: 'when the shapes come into force; now if absent' }),
    ),
    geojson: Type.Record(Type.String(), Type.Unknown(), {
      description: 'FeatureCollection of polygons with properties.code',
    }),
  },
  { additionalProperties: false },
);
const ImportedSchema = Type.Object({
  codes: Type.Array(Type.String()),
  warnings: Type.Array(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() })),
});
const HistorySchema = Type.Object({
  shapes: Type.Array(
    Type.Object({
      validFrom: Type.String(),
      validTo: Nullable(Type.String()),
      schematic: Type.Boolean(),
      points: Type.Integer(),
    }),
  ),
  changes: Type.Array(
    Type.Object({
      at: Type.String(),
      account: Type.String(),
      name: Nullable(Type.String()),
      data: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
});
type History = Static<typeof HistorySchema>;

/** A whole district of surveyed shapes would be some 30 MB with every lamp post; 16 MB is ample for areas. */
const MOST_BYTES = 16 * 2 ** 20;

/** Shapes as files, and what happened to an area: for the manager. */
export function registerShapeFiles(app: App, ctx: Context): void {
  const tags = ['areas'];
  app.post(
    '/api/areas/shapes',
    {
      bodyLimit: MOST_BYTES,
      schema: {
        tags,
        summary: 'Take over the shapes of a GeoJSON file, all or nothing',
        body: ImportSchema,
        response: { 200: ImportedSchema },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'area.edit');
      const { crs, from, geojson } = request.body;
      const result = await withSystem(ctx.pool, async (db) => {
        const options = { crs, from: from ? new Date(from) : new Date(), within: areaOf(actor) };
        const done = await importShapes(db, geojson, options);
        for (const code of done.codes)
          await recordEvent(db, actor, {
            kind: 'change',
            area: code,
            subject: `area:${code}`,
            data: { what: 'redraw', crs, from: from ?? null },
          });
        return done;
      });
      ctx.caches.areas.invalidate();
      return result;
    },
  );

  const exportQuery = Type.Object({
    crs: Type.Optional(CrsSchema),
    level: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
    within: Type.Optional(CodeSchema),
    post: Type.Optional(Type.Integer()),
  });
  app.get(
    '/api/areas/shapes.geojson',
    { schema: { tags, summary: 'Shapes in force as a GeoJSON file', querystring: exportQuery } },
    async (request, reply) => {
      requirePermission(actorOf(request), 'area.edit');
      const { crs = 'wgs84', level, within } = request.query;
      const shapes = await exportShapes(ctx.caches.areas, { crs, level, within });
      return reply
        .header('content-type', 'application/geo+json')
        .header('content-disposition', `attachment; filename="areas-${within ?? ctx.config.district}-${crs}.geojson"`)
        .send(JSON.stringify(shapes));
    },
  );

  app.get(
    '/api/areas/:code/history',
    {
      schema: {
        tags,
        summary: 'Shapes and changes of an area',
        params: Type.Object({ code: CodeSchema }),
        response: { 200: HistorySchema },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'area.edit');
      const { code } = request.params;
      if (!code.startsWith(areaOf(actor)) || !(await ctx.caches.areas.get(code)))
        throw notFound({ zh: '区域', en: 'The area' });
      return withSystem(ctx.pool, async (_db, client): Promise<History> => {
        const shapes = await client.query<{
          valid_from: Date;
          valid_to: Date | null;
          schematic: boolean;
          points: number;
        }>(
          `select valid_from, valid_to, schematic, (select count(*)::int from jsonb_path_query(shape, '$.coordinates.**{2 to 3}[0] ? (@.type() == "number")')) as points
           from area_geometry where code = $1 order by valid_from desc`,
          [code],
        );
        const changes = await client.query<{
          at: Date;
          account: string;
          name: string | null;
          data: Record<string, unknown>;
        }>(
          `select e.at, e.account, a.name, e.data from audit_event e left join account a on a.id = e.account
           where e.kind = 'change' and e.subject = $1 order by e.at desc limit 200`,
          [`area:${code}`],
        );
        return {
          shapes: shapes.rows.map((row) => ({
            validFrom: row.valid_from.toISOString(),
            validTo: row.valid_to?.toISOString() ?? null,
            schematic: row.schematic,
            points: row.points,
          })),
          changes: changes.rows.map((row) => ({ ...row, at: row.at.toISOString() })),
        };
      });
    },
  );
}
