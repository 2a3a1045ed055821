import { randomBytes } from 'node:crypto';
import { Type } from 'typebox';
import { withSystem } from '../../db/with-actor.ts';
import { type App, actorOf, Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { areaOf } from '../actor.ts';
import { changeAccess } from '../change-access.ts';
import { hashKeySecret } from '../find-actor.ts';
import { PERMISSIONS, type Permission, requirePermission } from '../permissions.ts';

const GRANTABLE = (Object.keys(PERMISSIONS) as Permission[]).filter((permission) =>
  (PERMISSIONS[permission].to as readonly string[]).includes('key'),
);
const MomentSchema = Nullable(Type.String());
const KeySchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  area: Type.String(),
  areaName: Type.String(),
  acts: Type.Array(Type.String()),
  createdAt: Type.String(),
  expiresAt: MomentSchema,
  revokedAt: MomentSchema,
  lastUsedAt: MomentSchema,
});
const NewKeySchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 60, description: 'which system uses it' }),
    area: Type.String({ pattern: '^\\d{6}(\\d{3}){0,3}$' }),
    acts: Type.Array(Type.Union(GRANTABLE.map((permission) => Type.Literal(permission))), {
      minItems: 1,
      uniqueItems: true,
    }),
    expiresAt: Type.Optional(Type.String({ format: 'date-time' })),
  },
  { additionalProperties: false },
);
const ListSchema = Type.Object({
  keys: Type.Array(KeySchema),
  grantable: Type.Array(Type.Object({ key: Type.String(), name: TextSchema })),
});
const key = { zh: '密钥', en: 'The key' };

/** API keys of other systems, bound to an area and to acts. The secret is in one answer and stored as a digest. */
export function registerKeys(app: App, ctx: Context): void {
  const tags = ['access'];
  app.get(
    '/api/keys',
    { schema: { tags, summary: 'API keys of my area', response: { 200: ListSchema } } },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'key.edit');
      const rows = await withSystem(ctx.pool, (db) =>
        db
          .selectFrom('api_key')
          .select(['id', 'name', 'area', 'acts', 'created_at', 'expires_at', 'revoked_at', 'last_used_at'])
          .where('area', 'like', `${areaOf(actor)}%`)
          .orderBy('created_at', 'desc')
          .execute(),
      );
      const keys = await Promise.all(
        rows.map(async (row) => ({
          id: row.id,
          name: row.name,
          area: row.area,
          areaName: await ctx.caches.areas.name(row.area),
          acts: row.acts,
          createdAt: row.created_at.toISOString(),
          expiresAt: row.expires_at?.toISOString() ?? null,
          revokedAt: row.revoked_at?.toISOString() ?? null,
          lastUsedAt: row.last_used_at?.toISOString() ?? null,
        })),
      );
      const grantable = GRANTABLE.map((name) => ({
        key: name,
        name: { zh: PERMISSIONS[name].zh, en: PERMISSIONS[name].en },
      }));
      return { keys, grantable };
    },
  );

  app.post(
    '/api/keys',
    {
      schema: {
        tags,
        summary: 'Make a key; the answer alone holds its secret',
        body: NewKeySchema,
        response: {
          201: Type.Object({
            id: Type.String(),
            key: Type.String({ description: 'id.secret, for the Authorization header' }),
          }),
        },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { name, area, acts, expiresAt } = request.body;
      const id = `k${randomBytes(9).toString('hex')}`;
      const secret = randomBytes(32).toString('base64url');
      const expires = expiresAt ? new Date(expiresAt) : null;
      if (expires && expires <= new Date())
        throw new Problem(422, 'key.expired', { zh: '有效期须晚于现在。', en: 'The expiry must lie in the future.' });
      const change = {
        permission: 'key.edit',
        area,
        what: key,
        subject: `key:${id}`,
        data: { what: 'add', name, acts },
      } as const;
      await changeAccess(ctx, actor, change, async (db) => {
        const known = await db
          .selectFrom('area')
          .select('code')
          .where('code', '=', area)
          .where('closed_at', 'is', null)
          .executeTakeFirst();
        if (!known) throw notFound({ zh: '区域', en: 'The area' });
        const account = `key-${id}`;
        await db.insertInto('account').values({ id: account, kind: 'key', name }).execute();
        await db
          .insertInto('api_key')
          .values({
            id,
            hash: hashKeySecret(secret),
            name,
            account,
            area,
            acts,
            created_by: actor.account,
            expires_at: expires,
          })
          .execute();
      });
      return reply.code(201).send({ id, key: `${id}.${secret}` });
    },
  );

  app.post(
    '/api/keys/:id/revoke',
    {
      schema: {
        tags,
        summary: 'Revoke a key, at once and for good',
        params: Type.Object({ id: Type.String({ pattern: '^[\\w-]{1,64}$' }) }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'key.edit');
      const { id } = request.params;
      const row = await withSystem(ctx.pool, (db) =>
        db.selectFrom('api_key').select('area').where('id', '=', id).executeTakeFirst(),
      );
      if (!row) throw notFound(key);
      const change = {
        permission: 'key.edit',
        area: row.area,
        what: key,
        subject: `key:${id}`,
        data: { what: 'revoke' },
      } as const;
      await changeAccess(ctx, actor, change, async (db) => {
        await db
          .updateTable('api_key')
          .set({ revoked_at: new Date() })
          .where('id', '=', id)
          .where('revoked_at', 'is', null)
          .execute();
      });
      return reply.code(204).send(null);
    },
  );
}
