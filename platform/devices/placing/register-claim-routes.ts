import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { type App, actorOf, Nullable } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { NewDevice } from '../routes/device-schemas.ts';
import { askClaim, Claim, ignoreClaim, listClaims, takeClaim } from './claims.ts';
import { listMatchings, Matching } from './list-matchings.ts';

const tags = ['devices'];
const { parent: _parent, ...claimed } = NewDevice.properties;
const code = claimed.code;

/** Devices that speak and are not registered: look, claim, put aside, ask for one from the field; and what redrawn grids moved. */
export function registerClaimRoutes(app: App, ctx: Context): void {
  app.get(
    '/api/devices/claims',
    {
      schema: {
        tags,
        summary: 'Devices that speak and are not registered, with what they seem to be and where they seem to hang',
        querystring: Type.Object({
          ignored: Type.Optional(Type.Boolean({ description: 'those that were put aside' })),
        }),
        response: { 200: Type.Array(Claim) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.edit');
      return listClaims(ctx, actor, request.query.ignored ?? false);
    },
  );
  app.get(
    '/api/devices/matchings',
    {
      schema: {
        tags,
        summary: 'When all devices were matched anew, and how many moved from where to where',
        response: { 200: Type.Array(Matching) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.edit');
      return listMatchings(ctx, actor);
    },
  );
  app.post(
    '/api/devices/claims/take',
    {
      schema: {
        tags,
        summary: 'Register a device that waits; it goes on speaking the way it did',
        body: Type.Object(claimed),
        response: { 201: Type.Object({ id: Type.Integer(), area: Type.String() }) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.edit');
      return reply.code(201).send(await takeClaim(ctx, actor, request.body));
    },
  );
  app.post(
    '/api/devices/claims/ignore',
    {
      schema: {
        tags,
        summary: 'Put a device that is none of ours aside, with the reason; null puts it back',
        body: Type.Object({
          code: Type.String({ maxLength: 300 }),
          reason: Nullable(Type.String({ minLength: 1, maxLength: 200 })),
        }),
        response: { 200: Type.Object({}) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.edit');
      await ignoreClaim(ctx, actor, request.body.code, request.body.reason);
      return {};
    },
  );
  app.post(
    '/api/devices/claims/ask',
    {
      schema: {
        tags,
        summary: 'A device that nobody knows hangs here: ask the desk to register it',
        body: Type.Object({
          code,
          lon: claimed.lon,
          lat: claimed.lat,
          place: claimed.place,
          maker: claimed.maker,
          model: claimed.model,
        }),
        response: { 200: Type.Object({}) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.mount');
      await askClaim(ctx, actor, request.body);
      return {};
    },
  );
}
