import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { type App, actorOf } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import type { Devices } from '../intake/create-devices.ts';
import { findScanned } from './find-mountable.ts';
import { mountByCode, mountDevice } from './mount-device.ts';
import { DeviceReceipt, MountBody, ReplaceBody, ScannedDevice, UnmountBody } from './mount-schemas.ts';
import { Placing, readPlacing } from './read-placing.ts';
import { replaceDevice } from './replace-device.ts';
import { unmountDevice } from './unmount-device.ts';

const Id = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2147483647 }) });
const tags = ['devices'];
const response = { 200: DeviceReceipt };

/** What is done with devices on the spot: scan, mount, replace, take down. */
export function registerMountRoutes(app: App, ctx: Context, devices: Devices): void {
  app.get(
    '/api/devices/scanned',
    {
      schema: {
        tags,
        summary: 'The device that a scanned code names: in sight, or in stock for an area above',
        querystring: Type.Object({ code: Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000]+$' }) }),
        response: { 200: ScannedDevice },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.mount');
      return findScanned(ctx, actor, request.query.code);
    },
  );
  app.get(
    '/api/devices/:id/placing',
    {
      schema: {
        tags,
        summary: 'Why a device lies where it lies, and what was done with it on the spot',
        params: Id,
        response: { 200: Placing },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      return readPlacing(ctx, actor, request.params.id);
    },
  );
  app.post(
    '/api/devices/mount',
    {
      schema: {
        tags,
        summary: 'The device with this code hangs here now',
        body: Type.Object(
          { ...MountBody.properties, code: ReplaceBody.properties.code },
          { additionalProperties: false },
        ),
        response,
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.mount');
      const { code, ...body } = request.body;
      return mountByCode(ctx, actor, code, body);
    },
  );
  app.post(
    '/api/devices/:id/mount',
    { schema: { tags, summary: 'A device hangs here now', params: Id, body: MountBody, response } },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.mount');
      return mountDevice(ctx, actor, request.params.id, request.body);
    },
  );
  app.post(
    '/api/devices/:id/replace',
    {
      schema: {
        tags,
        summary: 'A new device takes the place of this one, with its people, thresholds and history',
        params: Id,
        body: ReplaceBody,
        response,
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.mount');
      return replaceDevice(ctx, devices, actor, request.params.id, request.body);
    },
  );
  app.post(
    '/api/devices/:id/unmount',
    { schema: { tags, summary: 'This device was taken down', params: Id, body: UnmountBody, response } },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.mount');
      return unmountDevice(ctx, devices, actor, request.params.id, request.body);
    },
  );
}
