import { Type } from 'typebox';
import { requirePermission } from '../access/permissions.ts';
import { withActor } from '../db/with-actor.ts';
import { type App, actorOf, Nullable } from '../http/app.ts';
import type { Context } from '../http/context.ts';
import { isPushEndpoint } from './is-push-endpoint.ts';
import { forgetPhone, keepPhone, NewPhone } from './keep-phone.ts';
import { publicPushKey } from './push-send.ts';

const tags = ['push'];
const When = Type.String({ format: 'date-time' });
const PhoneSchema = Type.Object({
  id: Type.Integer(),
  face: Type.String(),
  endpoint: Type.String({ description: 'by which a browser knows its own' }),
  madeAt: When,
  sentAt: Nullable(Type.String({ format: 'date-time', description: 'its push service last took something for it' })),
});

/**
 * Phones that asked to be told while the app is closed: one's own, a new one, no longer.
 * @param isPushService whether something may be sent to an address; tests let an endpoint of their own in
 */
export function registerPushRoutes(
  app: App,
  ctx: Context,
  isPushService = (endpoint: string) => isPushEndpoint(endpoint, ctx.config.push.hosts),
): void {
  app.get(
    '/api/push',
    {
      schema: {
        tags,
        summary:
          'The key that a browser binds its subscription to, and my phones that are told while the app is closed',
        response: {
          200: Type.Object({
            key: Nullable(Type.String({ description: 'base64url; none where this server tells no phones' })),
            rows: Type.Array(PhoneSchema),
          }),
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'call.answer');
      const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
        client.query<{ id: number; face: string; endpoint: string; made_at: Date; sent_at: Date | null }>(
          'select id, face, endpoint, made_at, sent_at from push_subscription order by made_at desc',
        ),
      );
      return {
        key: ctx.config.push.on ? publicPushKey(ctx.config.secrets.pushKey) : null,
        rows: rows.map(({ made_at, sent_at, ...row }) => ({
          ...row,
          madeAt: made_at.toISOString(),
          sentAt: sent_at?.toISOString() ?? null,
        })),
      };
    },
  );
  app.post(
    '/api/push',
    {
      schema: {
        tags,
        summary: 'Tell this phone while the app is closed; a known one stays, in the language given',
        body: NewPhone,
        response: { 200: Type.Object({ id: Type.Integer() }) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'call.answer');
      return { id: await keepPhone(ctx, actor, request.body, isPushService) };
    },
  );
  app.post(
    '/api/push/forget',
    {
      schema: {
        tags,
        summary: 'Tell this phone of mine no more',
        body: Type.Object({ endpoint: NewPhone.properties.endpoint }, { additionalProperties: false }),
        response: { 200: Type.Object({}) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'call.answer');
      await forgetPhone(ctx, actor, request.body.endpoint);
      return {};
    },
  );
}
