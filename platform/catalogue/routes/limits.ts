import { Type } from 'typebox';
import { areaOf } from '../../access/actor.ts';
import { changeAccess } from '../../access/change-access.ts';
import { requirePermission } from '../../access/permissions.ts';
import { type Db, withSystem } from '../../db/with-actor.ts';
import { type App, actorOf, Nullable } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { forbidden, notFound, Problem } from '../../http/problem.ts';

const UnitSchema = Type.Union(
  (['minute', 'hour', 'day', 'working_hour', 'working_day'] as const).map((unit) => Type.Literal(unit)),
);
const UrgencySchema = Type.Union([Type.Literal('critical'), Type.Literal('urgent'), Type.Literal('normal')]);
const Figures = {
  amount: Type.Number({ exclusiveMinimum: 0, maximum: 10_000 }),
  unit: UnitSchema,
  warnRatio: Type.Number({ minimum: 0.1, maximum: 0.95 }),
  basis: Type.String({ minLength: 1, maxLength: 300, description: 'where the figure comes from' }),
};
const LimitSchema = Type.Object({
  id: Type.Integer(),
  matter: Nullable(Type.String()),
  procedure: Nullable(Type.String()),
  urgency: Nullable(Type.String()),
  stage: Type.String(),
  area: Nullable(Type.String()),
  amount: Type.Number(),
  unit: Type.String(),
  warnRatio: Type.Number(),
  validFrom: Type.String(),
  validTo: Nullable(Type.String()),
  changedBy: Nullable(Type.String()),
  basis: Nullable(Type.String()),
});
const NewLimitSchema = Type.Object(
  {
    matter: Type.Optional(Type.String({ pattern: '^[MCG]\\d{1,10}$' })),
    procedure: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,60}$' })),
    urgency: Type.Optional(UrgencySchema),
    stage: Type.String({ pattern: '^[a-z_]{1,40}$' }),
    area: Type.Optional(Type.String({ pattern: '^\\d{6}(\\d{3}){0,3}$' })),
    ...Figures,
    warnRatio: Type.Optional(Figures.warnRatio),
  },
  { additionalProperties: false },
);
const ChangeSchema = Type.Object(
  {
    amount: Type.Optional(Figures.amount),
    unit: Type.Optional(Figures.unit),
    warnRatio: Type.Optional(Figures.warnRatio),
    basis: Type.Optional(Figures.basis),
    ended: Type.Optional(Type.Literal(true, { description: 'end the row; the next more general one takes over' })),
  },
  { additionalProperties: false },
);
const ParamsSchema = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2147483647 }) });
const limit = { zh: '该时限', en: 'The limit' };
const COLUMNS = `id, matter, procedure, urgency, stage, area, amount, unit, warn_ratio as "warnRatio",
  to_char(valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "validFrom",
  to_char(valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "validTo", changed_by as "changedBy", basis`;

/**
 * Limits by matter, procedure, urgency, stage and area. Rows are dated and never overwritten: a change ends one and
 * starts the next, for deadlines set from now on.
 */
export function registerLimits(app: App, ctx: Context): void {
  const tags = ['catalogue'];
  app.get(
    '/api/catalogue/limits',
    {
      schema: {
        tags,
        summary: 'Limits in force, or all that ever were',
        querystring: Type.Object({ history: Type.Optional(Type.Boolean()) }),
        response: { 200: Type.Array(LimitSchema) },
      },
    },
    async (request) => {
      actorOf(request);
      const where = request.query.history ? '' : 'where valid_to is null or valid_to > now()';
      const order =
        'order by matter nulls first, procedure nulls first, stage, urgency, area nulls first, valid_from desc, id desc';
      const { rows } = await withSystem(ctx.pool, (_db, client) =>
        client.query(`select ${COLUMNS} from limit_rule ${where} ${order}`),
      );
      return rows;
    },
  );

  app.post(
    '/api/catalogue/limits',
    {
      schema: {
        tags,
        summary: 'Add a limit from now on',
        body: NewLimitSchema,
        response: { 201: Type.Object({ id: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'catalogue.edit');
      const { warnRatio, ...row } = request.body;
      if (!row.area && areaOf(actor).length > ctx.config.district.length) throw forbidden();
      const catalogue = await ctx.caches.catalogue.get();
      const clocks = [...catalogue.current.values()].flatMap(({ loop }) =>
        Object.values(loop.loop.states).map((state) => state.clock),
      );
      const stages = new Set([...clocks, ...catalogue.rules.map((rule) => rule.stage)]);
      if (
        (row.matter && !catalogue.matters.has(row.matter)) ||
        (row.procedure && !catalogue.current.has(row.procedure)) ||
        !stages.has(row.stage)
      )
        throw new Problem(422, 'limit.about', {
          zh: '没有这个事项、流程或环节。',
          en: 'There is no such matter, procedure or stage.',
        });
      if (row.area && !(await ctx.caches.areas.get(row.area))) throw notFound({ zh: '区域', en: 'The area' });
      const subject = `limit:${row.matter ?? row.procedure ?? row.urgency ?? ''}:${row.stage}`;
      const area = row.area ?? ctx.config.district;
      const change = {
        permission: 'catalogue.edit',
        area,
        what: limit,
        subject,
        data: { what: 'add', ...request.body },
      } as const;
      const id = await changeAccess(ctx, actor, change, async (db) => {
        await refuseTwin(db, row);
        const values = { ...row, warn_ratio: warnRatio ?? 0.8, changed_by: actor.account };
        return (await db.insertInto('limit_rule').values(values).returning('id').executeTakeFirstOrThrow()).id;
      });
      ctx.caches.catalogue.invalidate();
      return reply.code(201).send({ id });
    },
  );

  app.patch(
    '/api/catalogue/limits/:id',
    {
      schema: {
        tags,
        summary: 'Change a limit from now on: the old row ends, a new one starts',
        params: ParamsSchema,
        body: ChangeSchema,
        response: { 200: Type.Object({ id: Nullable(Type.Integer({ description: 'the new row; null when ended' })) }) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'catalogue.edit');
      const { ended, warnRatio, ...figures } = request.body;
      const old = await withSystem(ctx.pool, (db) =>
        db.selectFrom('limit_rule').selectAll().where('id', '=', request.params.id).executeTakeFirst(),
      );
      if (!old) throw notFound(limit);
      if (!old.area && areaOf(actor).length > ctx.config.district.length) throw forbidden();
      if (ended && !old.matter && !old.procedure && !old.area)
        throw new Problem(422, 'limit.default', {
          zh: '默认时限不能取消，只能修改：每个环节都须有时限。',
          en: 'A default limit can be changed but not ended: every stage must have one.',
        });
      const area = old.area ?? ctx.config.district;
      const data = { what: ended ? 'end' : 'change', from: `${old.amount} ${old.unit}`, ...request.body };
      const change = { permission: 'catalogue.edit', area, what: limit, subject: `limit:${old.id}`, data } as const;
      const id = await changeAccess(ctx, actor, change, async (db) => {
        const now = new Date();
        const done = await db
          .updateTable('limit_rule')
          .set({ valid_to: now })
          .where('id', '=', old.id)
          .where('valid_to', 'is', null)
          .executeTakeFirst();
        if (!done.numUpdatedRows)
          throw new Problem(409, 'limit.moved', {
            zh: '该时限已被他人修改，请刷新。',
            en: 'Somebody else has changed this limit. Please reload.',
          });
        if (ended) return null;
        const { id: _, valid_to: __, ...kept } = old;
        const next = {
          ...kept,
          ...figures,
          warn_ratio: warnRatio ?? old.warn_ratio,
          valid_from: now,
          changed_by: actor.account,
        };
        return (await db.insertInto('limit_rule').values(next).returning('id').executeTakeFirstOrThrow()).id;
      });
      ctx.caches.catalogue.invalidate();
      return { id };
    },
  );
}

type About = { matter?: string; procedure?: string; urgency?: string; stage: string; area?: string };

/** Two rows about the same thing would leave it to chance which one holds. */
async function refuseTwin(db: Db, about: About): Promise<void> {
  let query = db.selectFrom('limit_rule').select('id').where('stage', '=', about.stage).where('valid_to', 'is', null);
  for (const column of ['matter', 'procedure', 'urgency', 'area'] as const) {
    const value = about[column];
    query = value === undefined ? query.where(column, 'is', null) : query.where(column, '=', value);
  }
  if (await query.executeTakeFirst())
    throw new Problem(409, 'limit.exists', {
      zh: '已有同样条件的时限，请直接修改它。',
      en: 'There is a limit for just this already. Change that one.',
    });
}
