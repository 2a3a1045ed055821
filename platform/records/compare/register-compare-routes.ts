import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { type App, actorOf, Nullable, TextSchema, UuidSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { CaseNumberSchema } from '../pages/page-schemas.ts';
import { purposesOf, shareOf } from './authorise-compare.ts';
import { compareOnce } from './compare-once.ts';
import { readShare } from './read-share.ts';
import { keepBody, requestHash } from './request-hash.ts';
import { SERVICES, type Service } from './services.ts';

export const ServiceSchema = Type.Unsafe<Service>(Type.String({ enum: Object.keys(SERVICES) }));
export const PurposeSchema = Type.String({
  pattern: '^[a-z-]{1,40}$',
  description: 'of catalog/records/purposes.yaml',
});
const WhoSchema = Type.String({ minLength: 1, maxLength: 120 });
const CompareBody = Type.Object(
  {
    service: ServiceSchema,
    name: Type.String({ minLength: 1, maxLength: 60 }),
    citizen: Type.Optional(Type.String({ minLength: 1, maxLength: 30 })),
    address: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    purpose: PurposeSchema,
    case: CaseNumberSchema,
    user: Type.Optional(WhoSchema),
    behalf: Type.Optional(WhoSchema),
    id: Type.Optional(UuidSchema),
  },
  { additionalProperties: false },
);
const HeadersSchema = Type.Object({
  'gewu-user': Type.Optional(Type.String({ maxLength: 400, description: 'person and post; percent-encoded' })),
  'gewu-represented-party': Type.Optional(
    Type.String({ maxLength: 400, description: 'on whose behalf; percent-encoded' }),
  ),
  'gewu-request-id': Type.Optional(UuidSchema),
});

/** Comparing without copying: a question, an answer of one word, and what one may ask. */
export function registerCompareRoutes(app: App, ctx: Context): void {
  const tags = ['records'];
  app.post(
    '/api/records/compare',
    {
      schema: {
        tags,
        summary: 'Does a name go with a citizen number or an address? Yes, no or unknown, for a purpose and a case',
        headers: HeadersSchema,
        body: CompareBody,
        response: { 200: Type.Object({ answer: Type.String({ enum: ['yes', 'no', 'unknown'] }) }) },
      },
      preParsing: keepBody,
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'record.compare');
      const { service, name, citizen = '', address = '', purpose, case: number, user, behalf, id } = request.body;
      const hash = requestHash(request);
      const answer = await compareOnce(
        ctx,
        actor,
        { service, purpose, case: number },
        { name, value: service === 'person-address' ? address : citizen },
        {
          user: decode(request.headers['gewu-user']) ?? user,
          behalf: decode(request.headers['gewu-represented-party']) ?? behalf,
          requestId: request.headers['gewu-request-id'] ?? id,
        },
        hash,
      );
      reply.header('gewu-request-hash', hash.toString('base64'));
      return { answer };
    },
  );

  app.get(
    '/api/records/compare/offer',
    {
      schema: {
        tags,
        summary: 'What one may compare: services, purposes, and what is left of the day',
        response: {
          200: Type.Object({
            services: Type.Array(Type.Object({ key: Type.String(), name: TextSchema })),
            purposes: Type.Array(Type.Object({ key: Type.String(), name: TextSchema })),
            limit: Type.Integer(),
            used: Type.Integer(),
            unit: Nullable(Type.String()),
          }),
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'record.compare');
      const { holder, limit } = await shareOf(ctx, actor);
      return {
        services: Object.entries(SERVICES).map(([key, { zh, en }]) => ({ key, name: { zh, en } })),
        purposes: await purposesOf(ctx, actor),
        limit,
        used: await readShare(ctx, holder, 'compare'),
        unit: actor.kind === 'staff' ? ((await ctx.caches.posts.unitName(actor.post.organisation)) ?? null) : null,
      };
    },
  );
}

/** Headers carry no Chinese as it is written. */
function decode(value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
