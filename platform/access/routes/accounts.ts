import { randomBytes, randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import { recordEvent } from '../../audit/record-event.ts';
import { withSystem } from '../../db/with-actor.ts';
import { type App, actorOf } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { areaOf } from '../actor.ts';
import { createUser } from '../create-user.ts';
import { requirePermission } from '../permissions.ts';

const AccountSchema = Type.Object({
  account: Type.String(),
  name: Type.String(),
  closed: Type.Boolean(),
  posts: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String(), areaName: Type.String() })),
});
const NewAccountSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 40 }),
    username: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_.]{2,39}$' }),
  },
  { additionalProperties: false },
);
const ChangeSchema = Type.Object(
  { name: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })), closed: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
);
const ParamsSchema = Type.Object({ account: Type.String({ pattern: '^[\\w-]{1,64}$' }) });
const person = { zh: '该人员', en: 'The person' };
const MOST = 100;

/** Accounts of staff: found by name, made with a first password shown once, renamed, closed and opened again. */
export function registerAccounts(app: App, ctx: Context): void {
  const tags = ['access'];
  app.get(
    '/api/accounts',
    {
      schema: {
        tags,
        summary: 'Staff accounts by name or user id',
        querystring: Type.Object({ q: Type.Optional(Type.String({ maxLength: 60 })) }),
        response: { 200: Type.Array(AccountSchema) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'post.edit');
      const words = `%${(request.query.q ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`;
      const rows = await withSystem(ctx.pool, (db) =>
        db
          .selectFrom('account')
          .select(['id', 'name', 'closed_at'])
          .where('kind', '=', 'staff')
          .where((e) => e.or([e('name', 'like', words), e('id', 'like', words)]))
          .orderBy('name')
          .limit(MOST * 5)
          .execute(),
      );
      const shown = await Promise.all(
        rows.map(async (row) => {
          const held = await ctx.caches.posts.ofAccount(row.id);
          const posts = await Promise.all(
            held.map(async (post) => ({
              id: post.id,
              name: post.name,
              areaName: await ctx.caches.areas.name(post.area),
            })),
          );
          // somebody else's people are out of sight; people without a post may be taken on by anybody
          const inSight = held.length === 0 || held.some((post) => post.area.startsWith(areaOf(actor)));
          return inSight ? [{ account: row.id, name: row.name ?? '', closed: row.closed_at !== null, posts }] : [];
        }),
      );
      return shown.flat().slice(0, MOST);
    },
  );

  app.post(
    '/api/accounts',
    {
      schema: {
        tags,
        summary: 'Make a staff account; the first password is in the answer and nowhere else',
        body: NewAccountSchema,
        response: { 201: Type.Object({ account: Type.String(), username: Type.String(), password: Type.String() }) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'post.edit');
      const { name, username } = request.body;
      const account = `staff-${randomUUID()}`;
      const password = randomBytes(12).toString('base64url');
      const { adapter } = await ctx.auth.$context;
      const taken = await adapter.findOne({
        model: 'user',
        where: [{ field: 'username', value: username.toLowerCase() }],
      });
      const refusal = new Problem(409, 'username.taken', {
        zh: '该用户名已被使用。',
        en: 'This user name is taken.',
      });
      if (taken) throw refusal;
      await createUser(ctx.auth, { account, username, name, password }).catch(() => {
        throw refusal; // somebody else took it between the look and the write
      });
      await withSystem(ctx.pool, async (db) => {
        await db.insertInto('account').values({ id: account, kind: 'staff', name }).execute();
        await recordEvent(db, actor, { kind: 'change', subject: `account:${account}`, data: { what: 'add' } });
      });
      return reply.code(201).send({ account, username, password });
    },
  );

  app.patch(
    '/api/accounts/:account',
    {
      schema: {
        tags,
        summary: 'Rename, close or reopen a staff account',
        params: ParamsSchema,
        body: ChangeSchema,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'post.edit');
      const { account } = request.params;
      const { name, closed } = request.body;
      if (closed && account === actor.account)
        throw new Problem(422, 'account.self', {
          zh: '不能停用自己的账号。',
          en: 'You cannot close your own account.',
        });
      const held = await ctx.caches.posts.ofAccount(account);
      if (held.length > 0 && !held.some((post) => post.area.startsWith(areaOf(actor)))) throw notFound(person);
      const set = {
        ...(name !== undefined && { name }),
        ...(closed !== undefined && { closed_at: closed ? new Date() : null }),
      };
      await withSystem(ctx.pool, async (db) => {
        const known = await db
          .selectFrom('account')
          .select('id')
          .where('id', '=', account)
          .where('kind', '=', 'staff')
          .executeTakeFirst();
        if (!known) throw notFound(person);
        if (Object.keys(set).length > 0) await db.updateTable('account').set(set).where('id', '=', account).execute();
        const data = { what: closed === undefined ? 'rename' : closed ? 'close' : 'reopen' };
        await recordEvent(db, actor, { kind: 'change', subject: `account:${account}`, data });
      });
      ctx.caches.posts.invalidate();
      return reply.code(204).send(null);
    },
  );
}
