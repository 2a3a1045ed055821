import { Type } from 'typebox';
import { areaOf } from '../../access/actor.ts';
import { changeAccess } from '../../access/change-access.ts';
import { requirePermission } from '../../access/permissions.ts';
import { withSystem } from '../../db/with-actor.ts';
import { type App, actorOf, Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { forbidden, notFound, Problem } from '../../http/problem.ts';

const UrgencySchema = Type.Union([Type.Literal('critical'), Type.Literal('urgent'), Type.Literal('normal')]);
const MatterSchema = Type.Object({
  key: Type.String(),
  kind: Type.String(),
  name: TextSchema,
  classes: Type.Array(TextSchema),
  lead: Nullable(Type.String({ description: 'code of the lead organisation' })),
  procedure: Type.String(),
  urgency: UrgencySchema,
  active: Type.Boolean(),
  mappedTo: Nullable(Type.String({ description: 'the matter of the standard that it equals' })),
  catalogue: Type.String(),
});
const QuerySchema = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 60 })),
  kind: Type.Optional(Type.Union([Type.Literal('matter'), Type.Literal('component'), Type.Literal('grassroots')])),
});
const ChangeSchema = Type.Object(
  {
    lead: Type.Optional(Nullable(Type.String({ pattern: '^[a-z0-9-]{1,60}$' }))),
    urgency: Type.Optional(UrgencySchema),
    active: Type.Optional(Type.Boolean()),
    procedure: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,60}$' })),
  },
  { additionalProperties: false },
);

/** The catalogue of matters: read by everybody signed in, edited by the district's manager. */
export function registerMatters(app: App, ctx: Context): void {
  const tags = ['catalogue'];
  app.get(
    '/api/catalogue/matters',
    {
      schema: {
        tags,
        summary: 'Matters by name, key or kind',
        querystring: QuerySchema,
        response: { 200: Type.Array(MatterSchema) },
      },
    },
    async (request) => {
      actorOf(request);
      const { kind } = request.query;
      const words = (request.query.q ?? '').trim().toLowerCase();
      const matters = [...(await ctx.caches.catalogue.get()).matters.values()];
      return matters.filter(
        (matter) =>
          (!kind || matter.kind === kind) &&
          (words === '' || `${matter.key} ${matter.name.zh} ${matter.name.en}`.toLowerCase().includes(words)),
      );
    },
  );

  app.patch(
    '/api/catalogue/matters/:key',
    {
      schema: {
        tags,
        summary: 'Change lead, urgency, procedure or activity of a matter, for cases from now on',
        params: Type.Object({ key: Type.String({ pattern: '^[MCG]\\d{1,10}$' }) }),
        body: ChangeSchema,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'catalogue.edit');
      // the catalogue is the district's: a manager of a part of it does not decide for the rest
      if (areaOf(actor).length > ctx.config.district.length) throw forbidden();
      const { key } = request.params;
      const { procedure, lead } = request.body;
      const catalogue = await ctx.caches.catalogue.get();
      if (!catalogue.matters.has(key)) throw notFound({ zh: '该事项', en: 'The matter' });
      if (procedure && !catalogue.current.has(procedure))
        throw new Problem(422, 'procedure.unknown', { zh: '没有该办理流程。', en: 'There is no such procedure.' });
      if (lead) await requireOrganisation(ctx, lead);
      const change = {
        permission: 'catalogue.edit',
        area: ctx.config.district,
        what: { zh: '该事项', en: 'The matter' },
        subject: `matter:${key}`,
        data: { what: 'change', ...request.body },
      } as const;
      if (Object.keys(request.body).length > 0)
        await changeAccess(ctx, actor, change, (db) =>
          db.updateTable('matter').set(request.body).where('key', '=', key).execute(),
        );
      ctx.caches.catalogue.invalidate();
      return reply.code(204).send(null);
    },
  );
}

async function requireOrganisation(ctx: Context, code: string): Promise<void> {
  const found = await withSystem(ctx.pool, (db) =>
    db.selectFrom('organisation').select('id').where('code', '=', code).executeTakeFirst(),
  );
  if (!found)
    throw new Problem(422, 'organisation.unknown', { zh: '没有这个单位。', en: 'There is no such organisation.' });
}
