import { Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { hasPermission, requirePermission } from '../../access/permissions.ts';
import { chinaDay } from '../../db/china-day.ts';
import { type App, actorOf, Nullable, UuidSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { forbidden } from '../../http/problem.ts';
import { addToVault } from './add-to-vault.ts';
import { approveDestruction } from './approve-destruction.ts';
import { askDestruction } from './ask-destruction.ts';
import { ownedVault } from './check-case.ts';
import { countRegister } from './count-register.ts';
import { listDestructions, listNamedCases, listUses, listVaults, standingTo } from './list-vaults.ts';
import { lookInVault } from './look-in-vault.ts';
import { getVault } from './read-vaults.ts';

const CODE = Type.Object({ code: Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 60 }) });
const QUESTION = {
  citizen: Type.String({ minLength: 15, maxLength: 24 }),
  case: Type.String({ pattern: '^\\d{16,20}$' }),
  reason: Type.String({ minLength: 2, maxLength: 200 }),
};
const Free = Type.Object({}, { additionalProperties: true });

/** Support registers: their owners ask about one person for a named case; others see figures, or nothing. */
export function registerVaultRoutes(app: App, ctx: Context): void {
  app.get(
    '/api/records/vaults',
    {
      schema: {
        tags: ['vaults'],
        summary: 'Registers this post has to do with, as declared',
        response: { 200: Type.Array(Free) },
      },
    },
    async (request) => listVaults(ctx, someUse(actorOf(request))),
  );

  app.get(
    '/api/records/vaults/:code/cases',
    {
      schema: {
        tags: ['vaults'],
        summary: 'Open cases of the owner department, one of which must be named',
        params: CODE,
        response: { 200: Type.Array(Type.Object({ number: Type.String(), title: Type.String() })) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'vault.use');
      const { holder } = await ownedVault(ctx, actor, request.params.code);
      return listNamedCases(ctx, holder);
    },
  );

  app.post(
    '/api/records/vaults/:code/look',
    {
      schema: {
        tags: ['vaults'],
        summary: 'Ask about one person, for a named open case; every question is recorded',
        params: CODE,
        body: Type.Object(QUESTION, { additionalProperties: false }),
        response: {
          200: Type.Object({
            found: Type.Boolean(),
            subject: Nullable(Type.String()),
            fields: Nullable(Free),
            addedAt: Nullable(Type.String()),
            retentionEnd: Nullable(Type.String()),
          }),
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'vault.use');
      return lookInVault(ctx, actor, request.params.code, request.body);
    },
  );

  app.post(
    '/api/records/vaults/:code/subjects',
    {
      schema: {
        tags: ['vaults'],
        summary: 'Enter a person, or enter them anew',
        params: CODE,
        body: Type.Object(
          {
            ...QUESTION,
            name: Type.String({ minLength: 2, maxLength: 40 }),
            street: Type.Optional(Type.String({ pattern: '^\\d{9}$' })),
            fields: Type.Record(Type.String({ maxLength: 60 }), Type.Unknown()),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ subject: Type.String(), retentionEnd: Type.String() }) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'vault.use');
      return addToVault(ctx, actor, request.params.code, request.body);
    },
  );

  app.get(
    '/api/records/vaults/:code/counts',
    {
      schema: {
        tags: ['vaults'],
        summary: 'Counts by street, once a day; small ones hidden',
        params: CODE,
        response: {
          200: Type.Object({
            day: Type.String(),
            total: Nullable(Type.Integer()),
            cells: Type.Array(Type.Object({ area: Type.String(), name: Type.String(), n: Nullable(Type.Integer()) })),
          }),
        },
      },
    },
    async (request) => {
      const actor = someUse(actorOf(request));
      const vault = getVault(request.params.code);
      await standingTo(ctx, actor, vault);
      const { day, total, cells } = await countRegister(ctx, vault.vault, chinaDay());
      const rows = Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1));
      return {
        day,
        total,
        cells: await Promise.all(
          rows.map(async ([area, n]) => ({ area, name: (await ctx.caches.areas.name(area)) ?? area, n })),
        ),
      };
    },
  );

  app.get(
    '/api/records/vaults/:code/uses',
    {
      schema: {
        tags: ['vaults'],
        summary: 'How often a register was used, by day, post and act',
        params: CODE,
        response: {
          200: Type.Array(
            Type.Object({
              day: Type.String(),
              post: Type.Integer(),
              postName: Type.String(),
              act: Type.String(),
              n: Type.Integer(),
              cases: Type.Integer(),
            }),
          ),
        },
      },
    },
    async (request) => listUses(ctx, someUse(actorOf(request)), request.params.code),
  );

  app.get(
    '/api/records/vaults/:code/destructions',
    {
      schema: {
        tags: ['vaults'],
        summary: 'Destructions with their approvals and certificates',
        params: CODE,
        response: { 200: Type.Array(Free) },
      },
    },
    async (request) => listDestructions(ctx, someUse(actorOf(request)), request.params.code),
  );

  app.post(
    '/api/records/vaults/:code/destructions',
    {
      schema: {
        tags: ['vaults'],
        summary: 'Ask to destroy entries before their time',
        params: CODE,
        body: Type.Object(
          {
            subjects: Type.Array(UuidSchema, { minItems: 1, maxItems: 500 }),
            reason: Type.String({ minLength: 2, maxLength: 200 }),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ id: Type.Integer() }) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'vault.use');
      return askDestruction(ctx, actor, request.params.code, request.body);
    },
  );

  app.post(
    '/api/records/vaults/:code/destructions/:id/approve',
    {
      schema: {
        tags: ['vaults'],
        summary: 'Approve a destruction; the second person’s approval carries it out',
        params: Type.Object({
          code: CODE.properties.code,
          id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
        }),
        response: { 200: Type.Object({ state: Type.String() }) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'vault.destroy');
      return approveDestruction(ctx, actor, request.params.code, request.params.id);
    },
  );
}

/** @throws Problem 403 for whoever has nothing to do with registers at all */
function someUse(actor: Actor): Actor {
  if (!(['vault.use', 'vault.destroy', 'vault.audit'] as const).some((one) => hasPermission(actor, one)))
    throw forbidden();
  return actor;
}
