import { Type } from 'typebox';
import { withSystem } from '../../db/with-actor.ts';
import { type App, actorOf, Nullable } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { forbidden } from '../../http/problem.ts';
import { areaOf } from '../actor.ts';

const OrganisationSchema = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  nameEn: Nullable(Type.String()),
  kind: Type.String(),
  area: Type.String(),
  parent: Nullable(Type.Integer()),
});
const PostSchema = Type.Object({
  id: Type.Integer(),
  area: Type.String(),
  areaName: Type.String(),
  role: Type.String(),
  organisation: Type.Integer(),
  organisationName: Type.String(),
  organisationKind: Type.String(),
  name: Type.String(),
  holders: Type.Array(Type.Object({ account: Type.String(), name: Type.String() })),
  onDuty: Type.Array(Type.String({ description: 'accounts on duty now' })),
});
const QuerySchema = Type.Object({
  within: Type.Optional(Type.String({ pattern: '^\\d{6}(\\d{3}){0,3}$' })),
  role: Type.Optional(Type.String({ pattern: '^[a-z_]+$', maxLength: 40 })),
});

/**
 * Organisations and posts, for staff choosing whom to hand work to, and for the manager. They are public duties:
 * every member of staff sees them all; an API key sees those of its area.
 */
export function registerListPosts(app: App, ctx: Context): void {
  app.get(
    '/api/organisations',
    {
      schema: {
        tags: ['access'],
        summary: 'Organisations of the district',
        response: { 200: Type.Array(OrganisationSchema) },
      },
    },
    async (request) => {
      if (actorOf(request).kind === 'resident') throw forbidden();
      const rows = await withSystem(ctx.pool, (db) =>
        db.selectFrom('organisation').selectAll().orderBy('area').orderBy('id').execute(),
      );
      return rows.map(({ name_en, ...row }) => ({ ...row, nameEn: name_en }));
    },
  );

  app.get(
    '/api/posts',
    {
      schema: {
        tags: ['access'],
        summary: 'Posts with holders and who is on duty',
        querystring: QuerySchema,
        response: { 200: Type.Array(PostSchema) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      if (actor.kind === 'resident') throw forbidden();
      const bound = actor.kind === 'key' ? areaOf(actor) : '';
      const { within = '', role } = request.query;
      const { posts, areas } = ctx.caches;
      const shown = (await posts.all()).filter(
        (post) => post.area.startsWith(bound) && post.area.startsWith(within) && (!role || post.role === role),
      );
      return Promise.all(
        shown.map(async (post) => ({
          id: post.id,
          area: post.area,
          areaName: await areas.name(post.area),
          role: post.role,
          organisation: post.organisation,
          organisationName: post.organisationName,
          organisationKind: post.organisationKind,
          name: post.name,
          holders: post.holders.map((account, i) => ({ account, name: post.holderNames[i] ?? '' })),
          onDuty: posts.onDuty(post),
        })),
      );
    },
  );
}
