import { type Static, Type } from 'typebox';
import { type App, Nullable } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { exportShapes } from '../export-shapes.ts';

export const AreaSchema = Type.Object({
  code: Type.String(),
  level: Type.Integer({ description: '1 district, 2 street, 3 community, 4 grid' }),
  parent: Nullable(Type.String()),
  name: Type.String(),
  nameEn: Nullable(Type.String()),
  kind: Type.Union([Type.Literal('basic'), Type.Literal('dedicated')]),
  governedBy: Nullable(Type.String()),
  households: Nullable(Type.Integer()),
});
export type AreaBody = Static<typeof AreaSchema>;

const FeatureCollectionSchema = Type.Object(
  {
    type: Type.Literal('FeatureCollection'),
    features: Type.Array(Type.Object({ type: Type.Literal('Feature') }, { additionalProperties: true })),
  },
  { description: 'GeoJSON (RFC 7946), properties code, level, parent, name, name_en, kind, households, schematic' },
);
const LocatedSchema = Type.Object({
  area: Type.String(),
  path: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), nameEn: Nullable(Type.String()) })),
  inside: Type.Boolean(),
  reason: Type.Union([
    Type.Literal('inside'),
    Type.Literal('border'),
    Type.Literal('nearest'),
    Type.Literal('outside'),
  ]),
  distanceM: Type.Optional(Type.Integer()),
});
const within = Type.Optional(Type.String({ pattern: '^\\d{6}(\\d{3}){0,3}$' }));

/** The tree, the shapes and point → area: public facts, so that a resident can look before signing in. */
export function registerReadAreas(app: App, ctx: Context): void {
  const { areas } = ctx.caches;
  /** Sets the ETag; true when the asker already has this version. */
  const isFresh = async (
    request: { headers: Record<string, unknown> },
    reply: { header(name: string, value: string): unknown },
  ): Promise<boolean> => {
    const tag = `"${await areas.version()}"`;
    reply.header('etag', tag);
    reply.header('cache-control', 'no-cache');
    return request.headers['if-none-match'] === tag;
  };

  app.get(
    '/api/areas',
    {
      schema: {
        tags: ['areas'],
        summary: 'The whole tree of areas',
        response: { 200: Type.Array(AreaSchema), 304: Type.Null() },
      },
    },
    async (request, reply) => {
      if (await isFresh(request, reply)) return reply.code(304).send(null);
      return [...(await areas.all())];
    },
  );

  const query = Type.Object(
    { level: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })), within },
    { additionalProperties: false },
  );
  app.get(
    '/api/areas/shapes',
    {
      schema: {
        tags: ['areas'],
        summary: 'Shapes in force, as GeoJSON (WGS-84)',
        querystring: query,
        response: { 200: FeatureCollectionSchema, 304: Type.Null() },
      },
    },
    async (request, reply) => {
      if (await isFresh(request, reply)) return reply.code(304).send(null);
      const { features } = await exportShapes(areas, request.query);
      return { type: 'FeatureCollection' as const, features: features.map((feature) => ({ ...feature })) };
    },
  );

  const point = Type.Object(
    { lon: Type.Number({ minimum: -180, maximum: 180 }), lat: Type.Number({ minimum: -90, maximum: 90 }) },
    { additionalProperties: false },
  );
  app.get(
    '/api/areas/locate',
    {
      schema: {
        tags: ['areas'],
        summary: 'The area of a point (WGS-84)',
        querystring: point,
        response: { 200: LocatedSchema },
      },
    },
    async (request) => {
      const found = (await areas.locator()).locate(request.query.lon, request.query.lat);
      return {
        ...found,
        path: await areas.path(found.area),
        inside: found.reason === 'inside' || found.reason === 'border',
      };
    },
  );
}
