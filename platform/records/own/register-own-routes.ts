import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { type App, actorOf, Nullable, TextSchema, UuidSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { askCorrection, askDeletion, askDesk } from './ask-own.ts';
import { exportOwn } from './export-own.ts';
import { proveSelf } from './prove-self.ts';
import { readOwn } from './read-own.ts';
import { readOwnLooks } from './read-own-looks.ts';

const CLAIM = {
  name: Type.String({ minLength: 2, maxLength: 40 }),
  citizen: Type.String({ minLength: 15, maxLength: 24 }),
};
const Field = Type.Object({
  key: Type.String(),
  name: TextSchema,
  type: Type.String(),
  sensitive: Type.Boolean(),
  value: Nullable(TextSchema),
  masked: Nullable(TextSchema),
  choices: Nullable(Type.Array(Type.Object({ value: Type.String(), name: TextSchema }))),
  from: Type.Array(
    Type.Object({
      source: TextSchema,
      department: TextSchema,
      seen: Type.String(),
      purposes: Type.Array(TextSchema),
      legalBasis: TextSchema,
      years: Type.Number(),
      from: Type.String(),
      agrees: Type.Boolean(),
    }),
  ),
});
const Own = Type.Object({
  verified: Type.Boolean(),
  person: Nullable(
    Type.Object({
      label: Type.String(),
      areaName: Type.String(),
      home: Nullable(Type.String()),
      rows: Type.Integer(),
      fields: Type.Array(Field),
    }),
  ),
  requests: Type.Array(
    Type.Object({
      number: Type.String(),
      title: Type.String(),
      state: Type.String(),
      open: Type.Boolean(),
      kind: Type.String(),
      outcome: Nullable(Type.String()),
      field: Nullable(TextSchema),
      openedAt: Type.String(),
    }),
  ),
});
const Opened = Type.Object({ number: Type.String() });

/** A resident and the data held of them: prove who one is, see, correct, ask for deletion, take along (PIPL Art. 44–47). */
export function registerOwnRoutes(app: App, ctx: Context): void {
  const mine = (request: Parameters<typeof actorOf>[0]) => {
    const actor = actorOf(request);
    requirePermission(actor, 'record.own');
    return actor;
  };

  app.post(
    '/api/records/own/verify',
    {
      schema: {
        tags: ['own data'],
        summary: 'Prove who one is by name, citizen number and the phone signed in with; five tries a day',
        body: Type.Object(CLAIM, { additionalProperties: false }),
        response: { 200: Type.Object({ verified: Type.Boolean(), triesLeft: Type.Integer() }) },
      },
    },
    async (request) => proveSelf(ctx, mine(request), request.body),
  );

  app.post(
    '/api/records/own/desk',
    {
      schema: {
        tags: ['own data'],
        summary: 'Ask the community desk to check one’s identity in person',
        body: Type.Object(
          { ...CLAIM, actId: UuidSchema, community: Type.String({ pattern: '^\\d{12}$' }) },
          { additionalProperties: false },
        ),
        response: { 200: Opened },
      },
    },
    async (request) => askDesk(ctx, mine(request), request.body),
  );

  app.get(
    '/api/records/own',
    {
      schema: {
        tags: ['own data'],
        summary: 'What is held of oneself: from whom, why, until when; and one’s requests about it',
        response: { 200: Own },
      },
    },
    async (request) => readOwn(ctx, mine(request)),
  );

  app.get(
    '/api/records/own/looks',
    {
      schema: {
        tags: ['own data'],
        summary: 'Who looked at one’s data, for what, when',
        response: {
          200: Type.Array(
            Type.Object({
              at: Type.String(),
              role: Type.String(),
              post: Type.String(),
              organisation: Type.String(),
              fields: Type.Array(TextSchema),
              purpose: Nullable(TextSchema),
            }),
          ),
        },
      },
    },
    async (request) => readOwnLooks(ctx, mine(request)),
  );

  app.get(
    '/api/records/own/export.json',
    {
      schema: {
        tags: ['own data'],
        summary: 'All of one’s own data as a file',
        response: { 200: Type.Object({}, { additionalProperties: true }) },
      },
    },
    async (request, reply) => {
      const file = await exportOwn(ctx, mine(request));
      reply
        .header('content-disposition', 'attachment; filename="gewu-my-data.json"')
        .header('cache-control', 'no-store');
      return file;
    },
  );

  app.post(
    '/api/records/own/correct',
    {
      schema: {
        tags: ['own data'],
        summary: 'Say that a field is wrong: opens a case',
        body: Type.Object(
          {
            actId: UuidSchema,
            field: Type.String({ pattern: '^[a-z_]+$', maxLength: 40 }),
            value: Type.String({ minLength: 1, maxLength: 200 }),
            reason: Type.String({ minLength: 2, maxLength: 500 }),
            files: Type.Optional(Type.Array(UuidSchema, { maxItems: 9 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: Opened },
      },
    },
    async (request) => askCorrection(ctx, mine(request), request.body),
  );

  app.post(
    '/api/records/own/delete',
    {
      schema: {
        tags: ['own data'],
        summary: 'Ask that fields be deleted: opens a case',
        body: Type.Object(
          {
            actId: UuidSchema,
            fields: Type.Array(Type.String({ pattern: '^[a-z_]+$', maxLength: 40 }), { minItems: 1, maxItems: 20 }),
            ground: Type.Union([
              Type.Literal('purpose_over'),
              Type.Literal('period_over'),
              Type.Literal('withdrawn'),
              Type.Literal('unlawful'),
              Type.Literal('other'),
            ]),
            reason: Type.Optional(Type.String({ minLength: 2, maxLength: 500 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: Opened },
      },
    },
    async (request) => askDeletion(ctx, mine(request), request.body),
  );
}
