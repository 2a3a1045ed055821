import { Type } from 'typebox';
import { withSystem } from '../../db/with-actor.ts';
import { type App, actorOf, Nullable } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { forbidden, Problem } from '../../http/problem.ts';
import { changeAccess } from '../change-access.ts';
import { requirePermission } from '../permissions.ts';
import { areaOfPost } from './edit-posts.ts';

const MomentSchema = Type.String({ format: 'date-time' });
const ParamsSchema = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2147483647 }) });
const QuerySchema = Type.Object({ from: MomentSchema, to: MomentSchema });
const EntrySchema = Type.Object({
  account: Type.String({ pattern: '^[\\w-]{1,64}$' }),
  starts: MomentSchema,
  ends: MomentSchema,
});
const ShownSchema = Type.Object({ ...EntrySchema.properties, name: Nullable(Type.String()) });
const RosterSchema = Type.Object(
  { from: MomentSchema, to: MomentSchema, entries: Type.Array(EntrySchema, { maxItems: 500 }) },
  { additionalProperties: false },
);

/** Longest stretch of a roster that is read or written at once, in days. */
const MOST_DAYS = 100;

/** The duty roster of a post: read for a period, written as the whole of a period. */
export function registerDuty(app: App, ctx: Context): void {
  const tags = ['access'];
  app.get(
    '/api/posts/:id/duty',
    {
      schema: {
        tags,
        summary: 'Duty roster of a post',
        params: ParamsSchema,
        querystring: QuerySchema,
        response: { 200: Type.Array(ShownSchema) },
      },
    },
    async (request) => {
      if (actorOf(request).kind !== 'staff') throw forbidden();
      const { id } = request.params;
      await areaOfPost(ctx, id);
      const { from, to } = period(request.query.from, request.query.to);
      const rows = await withSystem(ctx.pool, (db) =>
        db
          .selectFrom('duty')
          .innerJoin('account', 'account.id', 'duty.account')
          .select(['duty.account', 'account.name', 'duty.starts', 'duty.ends'])
          .where('duty.post', '=', id)
          .where('duty.starts', '<', to)
          .where('duty.ends', '>', from)
          .orderBy('duty.starts')
          .execute(),
      );
      return rows.map((row) => ({ ...row, starts: row.starts.toISOString(), ends: row.ends.toISOString() }));
    },
  );

  app.put(
    '/api/posts/:id/duty',
    {
      schema: {
        tags,
        summary: 'Replace the roster entries that start within a period',
        params: ParamsSchema,
        body: RosterSchema,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'post.edit');
      const { id } = request.params;
      const area = await areaOfPost(ctx, id);
      const { from, to } = period(request.body.from, request.body.to);
      const holders = new Set((await ctx.caches.posts.get(id))?.holders);
      const rows = request.body.entries.map((entry) => ({
        post: id,
        account: entry.account,
        starts: new Date(entry.starts),
        ends: new Date(entry.ends),
      }));
      for (const row of rows) {
        if (!(row.starts >= from && row.starts < to && row.ends > row.starts))
          throw new Problem(422, 'duty.period', {
            zh: '值班时间须落在所选时段内，且结束晚于开始。',
            en: 'Each duty must start within the period and end after it starts.',
          });
        if (!holders.has(row.account))
          throw new Problem(422, 'duty.holder', {
            zh: '只能排该岗位的任职人员。',
            en: 'Only holders of the post can be on its roster.',
          });
      }
      const data = { what: 'duty', from: request.body.from, to: request.body.to, entries: rows.length };
      const what = { zh: '岗位', en: 'The post' };
      await changeAccess(
        ctx,
        actor,
        { permission: 'post.edit', area, what, subject: `post:${id}`, data },
        async (db) => {
          await db
            .deleteFrom('duty')
            .where('post', '=', id)
            .where('starts', '>=', from)
            .where('starts', '<', to)
            .execute();
          if (rows.length > 0) await db.insertInto('duty').values(rows).execute();
        },
      );
      return reply.code(204).send(null);
    },
  );
}

function period(from: string, to: string): { from: Date; to: Date } {
  const [start, end] = [new Date(from), new Date(to)];
  if (!(end > start) || end.getTime() - start.getTime() > MOST_DAYS * 86_400_000)
    throw new Problem(422, 'period.wrong', {
      zh: `时间段无效：结束须晚于开始，且不超过 ${MOST_DAYS} 天。`,
      en: `The period is wrong: it must end after it begins and last at most ${MOST_DAYS} days.`,
    });
  return { from: start, to: end };
}
