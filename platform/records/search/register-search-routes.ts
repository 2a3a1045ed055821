import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { type App, actorOf, Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { searchEntities } from './search-entities.ts';

export const KindSchema = Type.String({
  enum: ['person', 'household', 'dwelling', 'building', 'compound', 'organisation', 'place', 'component'],
});
const QuerySchema = Type.Object({
  q: Type.String({ minLength: 1, maxLength: 100 }),
  kind: Type.Optional(KindSchema),
  within: Type.Optional(Type.String({ pattern: '^\\d{6}(\\d{3}){0,3}$' })),
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
});
const AnswerSchema = Type.Object({
  rows: Type.Array(
    Type.Object({
      id: Type.Integer(),
      kind: Type.String(),
      label: Type.String(),
      area: Type.String(),
      areaName: Type.String(),
      address: Nullable(Type.String()),
      hint: Type.Array(Type.Object({ field: Type.String(), name: TextSchema, value: TextSchema })),
      rows: Type.Integer({ description: 'department rows that speak of it' }),
      minor: Type.Boolean(),
      seen: Nullable(Type.String()),
    }),
  ),
  next: Nullable(Type.String()),
  read: Type.Array(Type.Object({ word: Type.String(), as: Type.Array(Type.String()) })),
  took: Type.Number({ description: 'milliseconds in the server' }),
});

/** The one box: people, homes, organisations and things of one's area. */
export function registerSearchRoutes(app: App, ctx: Context): void {
  app.get(
    '/api/records/search',
    {
      schema: {
        tags: ['records'],
        summary: 'Search the record base by name, pinyin, number, address or organisation; recorded, answers masked',
        querystring: QuerySchema,
        response: { 200: AnswerSchema },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'record.search');
      return searchEntities(ctx, actor, request.query);
    },
  );
}
