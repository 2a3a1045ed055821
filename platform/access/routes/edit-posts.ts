import { Type } from 'typebox';
import type { Db } from '../../db/with-actor.ts';
import { type App, actorOf } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { changeAccess } from '../change-access.ts';
import { requirePermission } from '../permissions.ts';

const RoleSchema = Type.Union(
  (
    [
      'grid_worker',
      'duty_officer',
      'street_desk',
      'district_desk',
      'department_desk',
      'department_worker',
      'leader',
      'manager',
      'auditor',
    ] as const
  ).map((role) => Type.Literal(role)),
);
const NameSchema = Type.String({ minLength: 1, maxLength: 60 });
const NewPostSchema = Type.Object(
  {
    area: Type.String({ pattern: '^\\d{6}(\\d{3}){0,3}$' }),
    role: RoleSchema,
    organisation: Type.Integer({ minimum: 1, maximum: 2147483647 }),
    name: NameSchema,
  },
  { additionalProperties: false },
);
const ChangeSchema = Type.Object(
  { name: Type.Optional(NameSchema), closed: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
);
const HoldersSchema = Type.Object(
  { accounts: Type.Array(Type.String({ pattern: '^[\\w-]{1,64}$' }), { maxItems: 50, uniqueItems: true }) },
  { additionalProperties: false },
);
const ParamsSchema = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2147483647 }) });
const post = { zh: '岗位', en: 'The post' };

/** The manager's work on posts: make, rename, close, and say who holds them. History stays in `post_holder`. */
export function registerEditPosts(app: App, ctx: Context): void {
  const tags = ['access'];
  app.post(
    '/api/posts',
    {
      schema: {
        tags,
        summary: 'Add a post',
        body: NewPostSchema,
        response: { 201: Type.Object({ id: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const { area, role, organisation, name } = request.body;
      const actor = actorOf(request);
      const id = await changeAccess(
        ctx,
        actor,
        {
          permission: 'post.edit',
          area,
          what: { zh: '区域', en: 'The area' },
          subject: `post:${area}`,
          data: { what: 'add', role, organisation, name },
        },
        async (db) => {
          const known = await db
            .selectFrom('area')
            .select('code')
            .where('code', '=', area)
            .where('closed_at', 'is', null)
            .executeTakeFirst();
          if (!known) throw notFound({ zh: '区域', en: 'The area' });
          const unit = await db
            .selectFrom('organisation')
            .select('id')
            .where('id', '=', organisation)
            .executeTakeFirst();
          if (!unit)
            throw new Problem(422, 'organisation.unknown', {
              zh: '没有这个单位。',
              en: 'There is no such organisation.',
            });
          const row = await db
            .insertInto('post')
            .values({ area, role, organisation, name })
            .returning('id')
            .executeTakeFirstOrThrow();
          return row.id;
        },
      );
      return reply.code(201).send({ id });
    },
  );

  app.patch(
    '/api/posts/:id',
    {
      schema: {
        tags,
        summary: 'Rename or close a post',
        params: ParamsSchema,
        body: ChangeSchema,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'post.edit');
      const { id } = request.params;
      const { name, closed } = request.body;
      const area = await areaOfPost(ctx, id);
      const data = { what: closed ? 'close' : 'change', name: name ?? null };
      await changeAccess(
        ctx,
        actor,
        { permission: 'post.edit', area, what: post, subject: `post:${id}`, data },
        async (db) => {
          if (closed) await refuseWithWork(db, id);
          const set = { ...(name !== undefined && { name }), ...(closed && { closed_at: new Date() }) };
          if (Object.keys(set).length > 0) await db.updateTable('post').set(set).where('id', '=', id).execute();
        },
      );
      return reply.code(204).send(null);
    },
  );

  app.put(
    '/api/posts/:id/holders',
    {
      schema: {
        tags,
        summary: 'Say who holds a post from now on',
        params: ParamsSchema,
        body: HoldersSchema,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'post.edit');
      const { id } = request.params;
      const { accounts } = request.body;
      const area = await areaOfPost(ctx, id);
      const data = { what: 'holders', accounts };
      await changeAccess(ctx, actor, { permission: 'post.edit', area, what: post, subject: `post:${id}`, data }, (db) =>
        setHolders(db, id, accounts),
      );
      return reply.code(204).send(null);
    },
  );
}

/** @throws Problem 404 where no open post has the id */
export async function areaOfPost(ctx: Context, id: number): Promise<string> {
  const found = await ctx.caches.posts.get(id);
  if (!found) throw notFound(post);
  return found.area;
}

async function setHolders(db: Db, id: number, accounts: string[]): Promise<void> {
  // the row lock lets one change of holders happen at a time: the second sees what the first left
  await db.selectFrom('post').select('id').where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
  const staff = accounts.length
    ? await db
        .selectFrom('account')
        .select('id')
        .where('id', 'in', accounts)
        .where('kind', '=', 'staff')
        .where('closed_at', 'is', null)
        .execute()
    : [];
  if (staff.length !== accounts.length)
    throw new Problem(422, 'account.unknown', {
      zh: '名单中有不存在或已停用的人员。',
      en: 'The list names somebody who does not exist or whose account is closed.',
    });
  const now = new Date();
  const present = await db
    .selectFrom('post_holder')
    .select('account')
    .where('post', '=', id)
    .where('until', 'is', null)
    .execute();
  const before = new Set(present.map((row) => row.account));
  const gone = [...before].filter((account) => !accounts.includes(account));
  if (gone.length > 0)
    await db
      .updateTable('post_holder')
      .set({ until: now })
      .where('post', '=', id)
      .where('until', 'is', null)
      .where('account', 'in', gone)
      .execute();
  const fresh = accounts.filter((account) => !before.has(account));
  if (fresh.length > 0)
    await db
      .insertInto('post_holder')
      .values(fresh.map((account) => ({ post: id, account, since: now })))
      .execute();
}

/** A post that still holds open cases cannot close: they would wait for nobody. */
async function refuseWithWork(db: Db, id: number): Promise<void> {
  const work = await db
    .selectFrom('cases')
    .select('id')
    .where('owner_post', '=', id)
    .where('open', '=', true)
    .limit(1)
    .executeTakeFirst();
  if (work)
    throw new Problem(409, 'post.in-use', {
      zh: '该岗位还有未办结的案卷，请先移交。',
      en: 'This post still holds open cases. Hand them on first.',
    });
}
