import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { type App, actorOf, Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { readSharing } from './read-sharing.ts';

const Hidden = Nullable(Type.Integer({ description: 'null: fewer than ten, or it would tell one that is' }));
const Share = Nullable(Type.Number({ minimum: 0, maximum: 1 }));
const SharingSchema = Type.Object({
  area: Type.String(),
  areaName: Type.String(),
  asOf: Nullable(Type.String()),
  totals: Type.Object({
    mentions: Type.Integer({ description: 'things that rows of departments speak of' }),
    entities: Type.Integer(),
    duplicates: Type.Integer({ description: 'mentions less entities: what is not kept twice' }),
    reused: Type.Integer({ description: 'mentions of what two or more sources know' }),
    shared: Type.Integer({ description: 'entities that two or more sources know' }),
    contested: Type.Integer({ description: 'entities on which trusted sources disagree' }),
    doubtsOpen: Type.Integer(),
    doubtsAnswered: Type.Integer(),
    searches: Type.Integer({ description: 'uses of the last 30 days, as all below' }),
    opens: Type.Integer(),
    looks: Type.Integer(),
    compares: Type.Integer(),
  }),
  kinds: Type.Array(
    Type.Object({
      kind: Type.String(),
      name: TextSchema,
      entities: Type.Integer(),
      mentions: Type.Integer(),
      shared: Type.Integer(),
    }),
  ),
  coverage: Type.Array(Type.Object({ what: Type.String(), part: Hidden, whole: Type.Integer() })),
  freshness: Type.Array(
    Type.Object({
      kind: Type.String(),
      name: TextSchema,
      fresh: Nullable(Type.Integer({ description: 'seen by a source in the last 90 days' })),
      ageing: Nullable(Type.Integer({ description: 'within a year' })),
      stale: Nullable(Type.Integer()),
    }),
  ),
  areas: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      people: Hidden,
      homes: Type.Integer(),
      organisations: Type.Integer(),
      fresh: Share,
      atHome: Share,
      livedIn: Share,
      open: Type.Integer(),
    }),
  ),
  sources: Type.Array(
    Type.Object({
      code: Type.String(),
      name: TextSchema,
      department: TextSchema,
      category: Type.String(),
      frequency: Type.String(),
      purposes: Type.Array(TextSchema),
      rows: Type.Integer(),
      lastAt: Nullable(Type.String()),
      late: Type.Boolean(),
    }),
  ),
  feeds: Type.Array(Type.Object({ source: Type.String(), kind: Type.String(), n: Type.Integer() })),
  uses: Type.Array(
    Type.Object({
      kind: Type.String(),
      purpose: Type.String(),
      purposeName: TextSchema,
      unit: Type.String(),
      unitName: TextSchema,
      n: Hidden,
    }),
  ),
});

/** What sharing brings: counters, coverage, freshness, and the map of who feeds and who uses what. */
export function registerSharingRoutes(app: App, ctx: Context): void {
  app.get(
    '/api/records/sharing',
    {
      schema: {
        tags: ['records'],
        summary: 'Counters of sharing for an area: reuse, duplicates, coverage, freshness, feeds and uses',
        querystring: Type.Object({ within: Type.Optional(Type.String({ pattern: '^\\d{6}(\\d{3}){0,2}$' })) }),
        response: { 200: SharingSchema },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'record.read-sharing');
      return readSharing(ctx, actor, request.query.within);
    },
  );
}
