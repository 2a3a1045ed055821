import { Type } from 'typebox';
import { areaOf } from '../../access/actor.ts';
import { requirePermission } from '../../access/permissions.ts';
import { type App, actorOf, Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { notFound } from '../../http/problem.ts';
import { dropDoubt } from './drop-doubt.ts';
import { gatherDoubts } from './gather-doubts.ts';
import { countDoubts, listDoubts } from './list-doubts.ts';

const AREA = Type.String({ pattern: '^(\\d{6}|\\d{9}|\\d{12}|\\d{15})$' });
const KIND = Type.Union([
  Type.Literal('link'),
  Type.Literal('conflict'),
  Type.Literal('vacancy'),
  Type.Literal('stale'),
]);
const STATE = Type.Union([
  Type.Literal('open'),
  Type.Literal('asked'),
  Type.Literal('answered'),
  Type.Literal('dropped'),
]);

const Doubt = Type.Object({
  id: Type.Integer(),
  kind: KIND,
  state: STATE,
  area: Type.String(),
  areaName: Type.String(),
  door: Nullable(Type.Object({ id: Type.Integer(), label: Type.String() })),
  entities: Type.Array(Type.Integer()),
  question: Nullable(
    Type.Object({ title: TextSchema, choices: Type.Array(Type.Object({ value: Type.String(), name: TextSchema })) }),
  ),
  weight: Nullable(Type.Number()),
  case: Nullable(Type.String()),
  answer: Nullable(Type.String()),
  note: Nullable(Type.String()),
  createdAt: Type.String(),
  answeredAt: Nullable(Type.String()),
  askAfter: Nullable(Type.String()),
});

/** The doubts of the record base: what is open, what was asked, what came back; gather them now, drop one. */
export function registerDoubtRoutes(app: App, ctx: Context): void {
  app.get(
    '/api/records/doubts',
    {
      schema: {
        tags: ['records'],
        summary: 'Doubts within sight, newest first, a page at a time',
        querystring: Type.Object({
          within: Type.Optional(AREA),
          state: Type.Optional(STATE),
          kind: Type.Optional(KIND),
          cursor: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
        }),
        response: { 200: Type.Object({ rows: Type.Array(Doubt), next: Nullable(Type.Integer()) }) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'record.decide');
      return listDoubts(ctx, actor, request.query);
    },
  );

  app.get(
    '/api/records/doubts/counts',
    {
      schema: {
        tags: ['records'],
        summary: 'Doubts and visits by area one level below',
        querystring: Type.Object({ within: Type.Optional(AREA) }),
        response: {
          200: Type.Array(
            Type.Object({
              area: Type.String(),
              name: Type.String(),
              open: Type.Integer(),
              asked: Type.Integer(),
              answered: Type.Integer(),
              dropped: Type.Integer(),
              visits: Type.Integer(),
            }),
          ),
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'record.decide');
      return countDoubts(ctx, actor, request.query.within ?? areaOf(actor));
    },
  );

  app.post(
    '/api/records/doubts/gather',
    {
      schema: {
        tags: ['records'],
        summary: 'Turn open doubts into visits now',
        body: Type.Object({ within: Type.Optional(AREA) }, { additionalProperties: false }),
        response: {
          200: Type.Object({ cases: Type.Integer(), questions: Type.Integer(), dropped: Type.Integer() }),
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'record.decide');
      const own = areaOf(actor);
      const within = request.body.within ?? own;
      if (!within.startsWith(own)) throw notFound({ zh: '区域', en: 'The area' });
      return gatherDoubts(ctx, within);
    },
  );

  app.post(
    '/api/records/doubts/:id/drop',
    {
      schema: {
        tags: ['records'],
        summary: 'Drop an open doubt with a reason',
        params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) }),
        body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 200 }) }, { additionalProperties: false }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'record.decide');
      await dropDoubt(ctx, actor, request.params.id, request.body.reason);
      return reply.code(204).send(null);
    },
  );
}
