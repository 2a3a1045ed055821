import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { withActor, withSystem } from '../../db/with-actor.ts';
import { type App, actorOf, Nullable } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { notFound } from '../../http/problem.ts';

const Id = Type.Object({ id: Type.Integer({ minimum: 0, maximum: 2147483647 }) });
const tags = ['devices'];
const Command = Type.Object({
  id: Type.Integer(),
  method: Type.String(),
  params: Type.Unknown(),
  state: Type.String({ enum: ['waiting', 'sent', 'done', 'failed', 'expired'] }),
  answer: Type.Unknown(),
  askedAt: Type.String({ format: 'date-time' }),
  expiresAt: Type.String({ format: 'date-time' }),
  answeredAt: Nullable(Type.String({ format: 'date-time' })),
});
/** Calls to devices, which wait until the device is there or their time is over. */
export function registerCommandRoutes(app: App, ctx: Context): void {
  app.get(
    '/api/devices/:id/commands',
    { schema: { tags, summary: 'The latest calls to a device', params: Id, response: { 200: Type.Array(Command) } } },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      const { rows } = await withActor(ctx.pool, actor, async (_db, client) => {
        const { rowCount } = await client.query('select from device where id = $1', [request.params.id]);
        if (rowCount === 0) throw notFound({ zh: '设备', en: 'The device' });
        return client.query(
          `select id, method, params, state, answer, asked_at as "askedAt", expires_at as "expiresAt", answered_at as "answeredAt"
           from device_command where device = $1 order by id desc limit 20`,
          [request.params.id],
        );
      });
      return rows.map((row) => ({
        ...row,
        askedAt: row.askedAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        answeredAt: row.answeredAt?.toISOString() ?? null,
      }));
    },
  );
  app.post(
    '/api/devices/:id/commands',
    {
      schema: {
        tags,
        summary: 'Call a device; it hears at once, or when it is next connected within the time given',
        params: Id,
        body: Type.Object({
          method: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_.-]{0,59}$' }),
          params: Type.Optional(Type.Record(Type.String({ maxLength: 80 }), Type.Unknown(), { maxProperties: 50 })),
          seconds: Type.Optional(
            Type.Integer({ minimum: 1, maximum: 604_800, description: 'how long it may wait; an hour if not said' }),
          ),
        }),
        response: { 201: Type.Object({ id: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.edit');
      const { method, params, seconds } = request.body;
      const { rowCount } = await withActor(ctx.pool, actor, (_db, client) =>
        client.query('select from device where id = $1', [request.params.id]),
      );
      if (rowCount === 0) throw notFound({ zh: '设备', en: 'The device' });
      const { rows } = await withSystem(ctx.pool, (_db, client) =>
        client.query<{ id: number }>(
          `insert into device_command (device, method, params, account, post, expires_at)
           values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6)) returning id`,
          [
            request.params.id,
            method,
            JSON.stringify(params ?? {}),
            actor.account,
            actor.kind === 'staff' ? actor.post.id : null,
            seconds ?? 3600,
          ],
        ),
      );
      return reply.code(201).send({ id: rows[0]?.id as number });
    },
  );
}
