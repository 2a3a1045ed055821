import { type Static, Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { requirePermission } from '../../access/permissions.ts';
import { getCase } from '../../cases/read-case.ts';
import { withActor } from '../../db/with-actor.ts';
import { type App, actorOf, Nullable } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { decide } from '../decisions/decide.ts';
import { undoDecision } from '../decisions/undo-decision.ts';
import { CaseNumberSchema, EntityParams } from './page-schemas.ts';

const IdSchema = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const Grounds = {
  reason: Type.String({ minLength: 2, maxLength: 400 }),
  case: Type.Optional(CaseNumberSchema),
};
const MergeBody = Type.Object({ other: IdSchema, ...Grounds }, { additionalProperties: false });
const SplitBody = Type.Object(
  { records: Type.Array(IdSchema, { minItems: 1, maxItems: 200, uniqueItems: true }), ...Grounds },
  { additionalProperties: false },
);
const CorrectBody = Type.Object(
  {
    field: Type.String({ pattern: '^[a-z_]{1,40}$' }),
    value: Nullable(Type.String({ maxLength: 200, description: 'null: there is none' })),
    ...Grounds,
  },
  { additionalProperties: false },
);
const DecidedSchema = Type.Object({
  decision: Type.Integer({ description: 'for POST /api/records/decisions/:id/undo' }),
  entities: Type.Array(Type.Integer(), { description: 'that look different now' }),
  made: Type.Optional(Type.Integer({ description: 'split: the entity that was made' })),
});

/** What a clerk decides about entities: two are one, some rows are another's, a field is wrong; and taking it back. */
export function registerDecisionRoutes(app: App, ctx: Context): void {
  const tags = ['records'];
  const response = { 200: DecidedSchema };

  app.post(
    '/api/records/entities/:id/merge',
    {
      schema: {
        tags,
        summary: 'Two entities are one; wins over every later run',
        params: EntityParams,
        body: MergeBody,
        response,
      },
    },
    async (request) => {
      const actor = decider(actorOf(request));
      const { other, ...grounds } = request.body;
      const entities = [request.params.id, other];
      return decide(ctx, actor, { kind: 'merge', entities, ...(await groundsOf(ctx, actor, grounds)) });
    },
  );

  app.post(
    '/api/records/entities/:id/split',
    {
      schema: {
        tags,
        summary: 'Some rows are of another; they get an entity of their own',
        params: EntityParams,
        body: SplitBody,
        response,
      },
    },
    async (request) => {
      const actor = decider(actorOf(request));
      const { records, ...grounds } = request.body;
      const entity = request.params.id;
      return decide(ctx, actor, { kind: 'split', entity, records, ...(await groundsOf(ctx, actor, grounds)) });
    },
  );

  app.post(
    '/api/records/entities/:id/correct',
    {
      schema: {
        tags,
        summary: 'A field is wrong; the correction holds until a newer fact comes',
        params: EntityParams,
        body: CorrectBody,
        response,
      },
    },
    async (request) => {
      const actor = decider(actorOf(request));
      const { field, value, ...grounds } = request.body;
      const entity = request.params.id;
      return decide(ctx, actor, { kind: 'correct', entity, field, value, ...(await groundsOf(ctx, actor, grounds)) });
    },
  );

  app.post(
    '/api/records/decisions/:id/undo',
    { schema: { tags, summary: 'Take a decision back', params: Type.Object({ id: IdSchema }), response } },
    async (request) => undoDecision(ctx, decider(actorOf(request)), request.params.id),
  );
}

function decider(actor: Actor): Actor {
  requirePermission(actor, 'record.decide');
  return actor;
}

/** The reason, and the case by its id; a case that is named must be in sight. */
async function groundsOf(
  ctx: Context,
  actor: Actor,
  { reason, case: number }: Static<ReturnType<typeof Type.Object<typeof Grounds>>>,
) {
  if (number === undefined) return { reason };
  const row = await withActor(ctx.pool, actor, (db) => getCase(db, number));
  return { reason, caseId: row.id };
}
