import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withActor, withSystem } from '../../db/with-actor.ts';
import { type App, actorOf } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { keepConfiguration, keepPackage } from './keep-package.ts';
import { readPackages } from './read-packages.ts';
import { NewConfiguration, NewFile, PackageSchema } from './rollout-schemas.ts';

const tags = ['devices'];
const Id = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2147483647 }) });
const Kept = { 201: Type.Object({ id: Type.Integer() }) };

/** Packages that devices are updated with: brought once, never changed, retired when their time is over. */
export function registerPackageRoutes(app: App, ctx: Context): void {
  app.get(
    '/api/devices/packages',
    {
      schema: {
        tags,
        summary: 'Packages of firmware, software and settings within sight',
        response: { 200: Type.Array(PackageSchema) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.watch-rollout');
      return readPackages(ctx, actor);
    },
  );
  app.post(
    '/api/devices/packages',
    {
      schema: {
        tags,
        summary: 'Bring a firmware or software (multipart, field "file"); its SHA-256 is computed here',
        consumes: ['multipart/form-data'],
        querystring: NewFile,
        response: Kept,
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.rollout');
      const part = await request.file().catch(() => undefined);
      if (!part) throw new Problem(422, 'file.missing', { zh: '没有收到文件。', en: 'No file arrived.' });
      const content = await part.toBuffer();
      return reply
        .code(201)
        .send({ id: await keepPackage(ctx, actor, { ...request.query, content, fileName: part.filename }) });
    },
  );
  app.post(
    '/api/devices/packages/configuration',
    { schema: { tags, summary: 'Bring a set of settings', body: NewConfiguration, response: Kept } },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.rollout');
      return reply.code(201).send({ id: await keepConfiguration(ctx, actor, request.body) });
    },
  );
  app.post(
    '/api/devices/packages/:id/retire',
    {
      schema: {
        tags,
        summary: 'Retire a package: no rollout begins with it any more; what runs and rolling back go on',
        params: Id,
        response: { 200: Type.Object({}) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.rollout');
      const { id } = request.params;
      const { rowCount } = await withActor(ctx.pool, actor, (_db, client) =>
        client.query('select from device_package where id = $1', [id]),
      );
      if (rowCount === 0) throw notFound({ zh: '升级包', en: 'The package' });
      await withSystem(ctx.pool, async (db, client) => {
        const { rowCount: retired } = await client.query(
          'update device_package set retired_at = now(), retired_by = $2 where id = $1 and retired_at is null',
          [id, actor.account],
        );
        if (retired)
          await recordEvent(db, actor, { kind: 'change', subject: `package:${id}`, data: { what: 'retired' } });
      });
      return {};
    },
  );
}
