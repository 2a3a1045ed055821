import { Type } from 'typebox';
import { withSystem } from '../../db/with-actor.ts';
import { type App, actorOf, Nullable } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { permissionsOf } from '../permissions.ts';

const PostSchema = Type.Object({
  id: Type.Integer(),
  role: Type.String(),
  area: Type.String(),
  areaName: Type.String(),
  organisation: Type.Integer(),
  organisationName: Type.String(),
  name: Type.String(),
});
const MeSchema = Type.Object({
  account: Type.String(),
  kind: Type.Union([Type.Literal('staff'), Type.Literal('resident'), Type.Literal('key')]),
  name: Type.String(),
  phone: Nullable(Type.String({ description: 'masked' })),
  homeArea: Nullable(Type.String()),
  posts: Type.Array(PostSchema),
  post: Nullable(Type.Integer()),
  permissions: Type.Array(Type.String()),
  sample: Type.Boolean(),
});

/** Who am I, as which post, and what may I do. */
export function registerMeRoutes(app: App, ctx: Context): void {
  app.get(
    '/api/me',
    { schema: { tags: ['access'], summary: 'The signed-in account', response: { 200: MeSchema } } },
    async (request) => {
      const actor = actorOf(request);
      const base = {
        account: actor.account,
        permissions: permissionsOf(actor),
        sample: ctx.config.sample,
        phone: null,
        homeArea: null,
        posts: [],
        post: null,
      };
      if (actor.kind === 'staff') {
        const posts = await ctx.caches.posts.ofAccount(actor.account);
        const rows = await Promise.all(
          posts.map(async (p) => ({ ...p, areaName: await ctx.caches.areas.name(p.area) })),
        );
        return { ...base, kind: 'staff' as const, name: actor.name, posts: rows, post: actor.post.id };
      }
      if (actor.kind !== 'resident') return { ...base, kind: 'key' as const, name: actor.account };
      const row = await withSystem(ctx.pool, (db) =>
        db.selectFrom('account').select(['sealed', 'home_area']).where('id', '=', actor.account).executeTakeFirst(),
      );
      const contact = row?.sealed ? ctx.sealer.open(row.sealed) : { name: '', phone: '' };
      // residents see their own name in full; the phone stays masked, they know it
      const phone = contact.phone && `${contact.phone.slice(0, 3)}****${contact.phone.slice(-4)}`;
      return {
        ...base,
        kind: 'resident' as const,
        name: contact.name,
        phone: phone || null,
        homeArea: row?.home_area ?? null,
      };
    },
  );

  const body = Type.Object(
    {
      name: Type.Optional(Type.String({ maxLength: 40 })),
      homeArea: Type.Optional(Nullable(Type.String({ pattern: '^\\d{12}(\\d{3})?$' }))),
    },
    { additionalProperties: false },
  );
  app.patch(
    '/api/me',
    {
      schema: {
        tags: ['access'],
        summary: 'Change my name or home community (residents)',
        body,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      if (actor.kind !== 'resident')
        throw new Problem(403, 'forbidden', {
          zh: '工作人员信息由管理员维护。',
          en: 'Staff details are kept by the manager.',
        });
      const { name, homeArea } = request.body;
      if (homeArea && !(await ctx.caches.areas.get(homeArea)))
        throw new Problem(422, 'area.unknown', { zh: '没有这个社区。', en: 'There is no such community.' });
      await withSystem(ctx.pool, async (db) => {
        const row = await db
          .selectFrom('account')
          .select('sealed')
          .where('id', '=', actor.account)
          .forUpdate()
          .executeTakeFirstOrThrow();
        const contact = row.sealed ? ctx.sealer.open(row.sealed) : { name: '', phone: '' };
        await db
          .updateTable('account')
          .set({
            sealed: ctx.sealer.seal({ ...contact, name: name ?? contact.name }),
            ...(homeArea !== undefined && { home_area: homeArea }),
          })
          .where('id', '=', actor.account)
          .execute();
      });
      return reply.code(204).send(null);
    },
  );
}
