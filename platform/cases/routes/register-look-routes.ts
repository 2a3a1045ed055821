import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { type App, actorOf, Nullable, TextSchema, UuidSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { forbidden } from '../../http/problem.ts';
import { findNearby, findRelated } from '../find-related.ts';
import { followCase } from '../follow-case.ts';
import { revealContact } from '../reveal-contact.ts';
import { NumberParams, RowSchema } from './schemas.ts';

/** Looks around a case: contact details for a purpose, related cases, open cases near a place, following. */
export function registerLookRoutes(app: App, ctx: Context): void {
  const RevealBody = Type.Object(
    { field: Type.Literal('contact'), purpose: Type.String({ minLength: 2, maxLength: 200 }) },
    { additionalProperties: false },
  );
  app.post(
    '/api/cases/:number/reveal',
    {
      schema: {
        tags: ['cases'],
        summary: 'See masked contact details for a purpose; the look is recorded',
        params: NumberParams,
        body: RevealBody,
        response: { 200: Type.Object({ name: Type.String(), phone: Type.String() }) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'case.reveal');
      return revealContact(ctx, actor, request.params.number, request.body.purpose);
    },
  );

  const Related = Type.Intersect([
    RowSchema,
    Type.Object({ distance: Nullable(Type.Number()), reason: Type.String() }),
  ]);
  app.get(
    '/api/cases/:number/related',
    {
      schema: {
        tags: ['cases'],
        summary: 'Cases that may be about the same thing',
        params: NumberParams,
        response: { 200: Type.Array(Related) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'case.read');
      if (actor.kind === 'resident') throw forbidden();
      return findRelated(ctx, actor, request.params.number);
    },
  );

  const NearbyQuery = Type.Object({
    lon: Type.Number({ minimum: -180, maximum: 180 }),
    lat: Type.Number({ minimum: -90, maximum: 90 }),
    matter: Type.Optional(Type.String({ pattern: '^[MCG]\\d+$' })),
  });
  const Nearby = Type.Object({
    number: Type.String(),
    title: TextSchema,
    distance: Type.Number(),
    openedAt: Type.String(),
    state: Type.String(),
    followers: Type.Integer(),
  });
  app.get(
    '/api/cases/nearby',
    {
      schema: {
        tags: ['cases'],
        summary: 'Open cases near a place that one may follow',
        querystring: NearbyQuery,
        response: { 200: Type.Array(Nearby) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'case.report');
      return findNearby(ctx, request.query);
    },
  );

  app.post(
    '/api/cases/:number/follow',
    {
      schema: {
        tags: ['cases'],
        summary: 'Follow an open case instead of reporting the same matter',
        params: NumberParams,
        body: Type.Object({ actId: UuidSchema }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      if (actor.kind !== 'resident') throw forbidden();
      await followCase(ctx, actor, request.params.number);
      return reply.code(204).send(null);
    },
  );
}
