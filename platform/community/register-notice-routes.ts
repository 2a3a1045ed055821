import { Type } from 'typebox';
import { areaOf } from '../access/actor.ts';
import { requirePermission } from '../access/permissions.ts';
import { recordEvent } from '../audit/record-event.ts';
import { withActor } from '../db/with-actor.ts';
import { type App, actorOf } from '../http/app.ts';
import type { Context } from '../http/context.ts';
import { forbidden, notFound } from '../http/problem.ts';

const NoticeSchema = Type.Object({
  id: Type.Integer(),
  area: Type.String(),
  areaName: Type.String(),
  title: Type.String(),
  body: Type.String(),
  by: Type.String(),
  publishedAt: Type.String(),
  withdrawn: Type.Boolean(),
});
const AreaSchema = Type.String({ pattern: '^(\\d{6}|\\d{9}|\\d{12}|\\d{15})$' });

/** Notices of a community, its street and the district. Everybody may read them; desks publish and withdraw. */
export function registerNoticeRoutes(app: App, ctx: Context): void {
  app.get(
    '/api/notices',
    {
      schema: {
        tags: ['community'],
        summary: 'Notices that hold for an area (its own and those above), newest first',
        querystring: Type.Object({ area: Type.Optional(AreaSchema) }),
        response: { 200: Type.Array(NoticeSchema) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const area = request.query.area ?? (areaOf(actor) || ctx.config.district);
      const rows = await withActor(ctx.pool, actor, (db) =>
        db
          .selectFrom('notice')
          .selectAll()
          .where((e) =>
            e.or([
              e(
                'area',
                'in',
                [6, 9, 12, 15].map((n) => area.slice(0, n)),
              ),
              ...(actor.kind === 'staff' ? [e.and([e('area', '>=', area), e('area', '<', `${area}:`)])] : []),
            ]),
          )
          .$if(actor.kind !== 'staff', (q) => q.where('withdrawn_at', 'is', null))
          .orderBy('published_at', 'desc')
          .limit(100)
          .execute(),
      );
      return Promise.all(
        rows.map(async (row) => ({
          id: row.id,
          area: row.area,
          areaName: await ctx.caches.areas.name(row.area),
          title: row.title,
          body: row.body,
          by: (await ctx.caches.posts.get(row.post))?.organisationName ?? '',
          publishedAt: row.published_at.toISOString(),
          withdrawn: row.withdrawn_at !== null,
        })),
      );
    },
  );

  const Body = Type.Object(
    {
      title: Type.String({ minLength: 1, maxLength: 100 }),
      body: Type.String({ minLength: 1, maxLength: 10000 }),
      area: Type.Optional(AreaSchema),
    },
    { additionalProperties: false },
  );
  app.post(
    '/api/notices',
    {
      schema: {
        tags: ['community'],
        summary: 'Publish a notice',
        body: Body,
        response: { 201: Type.Object({ id: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'notice.publish');
      if (actor.kind !== 'staff') throw forbidden();
      const area = request.body.area ?? actor.post.area;
      if (!area.startsWith(actor.post.area) || !(await ctx.caches.areas.get(area)))
        throw notFound({ zh: '区域', en: 'The area' });
      const row = await withActor(ctx.pool, actor, async (db) => {
        const made = await db
          .insertInto('notice')
          .values({ area, title: request.body.title, body: request.body.body, post: actor.post.id })
          .returning('id')
          .executeTakeFirstOrThrow();
        await recordEvent(db, actor, { kind: 'change', area, subject: `notice ${made.id}`, data: { act: 'publish' } });
        return made;
      });
      return reply.code(201).send(row);
    },
  );

  app.post(
    '/api/notices/:id/withdraw',
    {
      schema: {
        tags: ['community'],
        summary: 'Withdraw a notice',
        params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2147483647 }) }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'notice.publish');
      const area = areaOf(actor);
      await withActor(ctx.pool, actor, async (db) => {
        const { id } = request.params;
        const row = await db
          .updateTable('notice')
          .set({ withdrawn_at: new Date() })
          .where('id', '=', id)
          .where('area', '>=', area)
          .where('area', '<', `${area}:`)
          .returning('area')
          .executeTakeFirst();
        if (!row) throw notFound({ zh: '公告', en: 'The notice' });
        await recordEvent(db, actor, {
          kind: 'change',
          area: row.area,
          subject: `notice ${id}`,
          data: { act: 'withdraw' },
        });
      });
      return reply.code(204).send(null);
    },
  );
}
