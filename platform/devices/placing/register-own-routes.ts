import { Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { requirePermission } from '../../access/permissions.ts';
import { type App, actorOf } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { forbidden } from '../../http/problem.ts';
import { answerContact, claimOwn } from './answer-contact.ts';

const tags = ['devices'];

/** What residents do with devices at home: say yes or no to being called, claim one of their own. */
export function registerOwnDeviceRoutes(app: App, ctx: Context): void {
  const residentOf = (actor: Actor | undefined): Actor => {
    requirePermission(actor, 'call.answer');
    if (actor.kind !== 'resident') throw forbidden();
    return actor;
  };
  app.post(
    '/api/devices/own/:id',
    {
      schema: {
        tags,
        summary: 'Say whether I will be called when this device finds life in danger',
        params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2147483647 }) }),
        body: Type.Object({ yes: Type.Boolean() }),
        response: { 200: Type.Object({}) },
      },
    },
    async (request) => {
      await answerContact(ctx, residentOf(actorOf(request)), request.params.id, request.body.yes);
      return {};
    },
  );
  app.post(
    '/api/devices/own/claim',
    {
      schema: {
        tags,
        summary: 'Claim a device that offers itself, by its code and secret: I am called for it from now on',
        body: Type.Object({
          code: Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000]+$' }),
          secret: Type.String({ minLength: 1, maxLength: 200 }),
        }),
        response: { 200: Type.Object({ id: Type.Integer() }) },
      },
    },
    async (request) => {
      const { code, secret } = request.body;
      return claimOwn(ctx, residentOf(actorOf(request)), code, secret);
    },
  );
}
