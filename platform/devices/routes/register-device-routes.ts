import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { withActor } from '../../db/with-actor.ts';
import { type App, actorOf, Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { DevicePage, DevicePatch, DeviceQuery, DeviceRow, NewDevice } from './device-schemas.ts';
import { editDevice, registerDevice, renewToken } from './edit-device.ts';
import { listDevices } from './list-devices.ts';
import { readDevice } from './read-device.ts';

const Id = Type.Object({ id: Type.Integer({ minimum: 0, maximum: 2147483647 }) });
const tags = ['devices'];

/** Devices: the list, the page of one, its past, registering and editing. */
export function registerDeviceRoutes(app: App, ctx: Context): void {
  app.get(
    '/api/devices',
    {
      schema: {
        tags,
        summary: 'Devices within sight',
        querystring: DeviceQuery,
        response: { 200: Type.Object({ rows: Type.Array(DeviceRow), next: Nullable(Type.Integer()) }) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      return listDevices(ctx, actor, request.query);
    },
  );
  app.get(
    '/api/devices/profiles',
    {
      schema: {
        tags,
        summary: 'The kinds of devices that can be registered',
        response: { 200: Type.Array(Type.Object({ key: Type.String(), name: TextSchema })) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
        client.query<{ key: string; name: { zh: string; en: string } }>(
          `select key, declaration -> 'name' as name from device_profile where retired_at is null order by key`,
        ),
      );
      return rows;
    },
  );
  app.get(
    '/api/devices/:id',
    {
      schema: {
        tags,
        summary: 'A device: values, rules in words, refusals',
        params: Id,
        response: { 200: DevicePage },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      return readDevice(ctx, actor, request.params.id);
    },
  );
  app.post(
    '/api/devices',
    {
      schema: {
        tags,
        summary: 'Register a device; its token is shown this once',
        body: NewDevice,
        response: { 201: Type.Object({ id: Type.Integer(), token: Type.String(), area: Type.String() }) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.edit');
      return reply.code(201).send(await registerDevice(ctx, actor, request.body));
    },
  );
  app.patch(
    '/api/devices/:id',
    { schema: { tags, summary: 'Change a device', params: Id, body: DevicePatch, response: { 200: Type.Object({}) } } },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.edit');
      await editDevice(ctx, actor, request.params.id, request.body);
      return {};
    },
  );
  app.post(
    '/api/devices/:id/token',
    {
      schema: {
        tags,
        summary: 'Give a device a new token; the old one is void at once',
        params: Id,
        response: { 200: Type.Object({ token: Type.String() }) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.edit');
      return { token: await renewToken(ctx, actor, request.params.id) };
    },
  );
}
