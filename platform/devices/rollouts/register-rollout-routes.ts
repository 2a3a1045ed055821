import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { withSystem } from '../../db/with-actor.ts';
import { type App, actorOf } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { actOnRollout } from './act-on-rollout.ts';
import { createRollout } from './create-rollout.ts';
import { canTake, type Found, findTargets } from './find-targets.ts';
import { readDeviceUpdates } from './read-device-updates.ts';
import { listRolloutDevices, listRollouts, readRollout } from './read-rollouts.ts';
import {
  Aim,
  DeviceUpdates,
  NewRollout,
  RolloutDevice,
  RolloutPage,
  RolloutRow,
  TargetSchema,
} from './rollout-schemas.ts';
import { seePackage } from './see-package.ts';

const tags = ['devices'];
const Id = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2147483647 }) });

/** Rollouts: whom one would reach, starting one, watching it, stopping it, taking it back. */
export function registerRolloutRoutes(app: App, ctx: Context): void {
  app.get(
    '/api/devices/rollouts',
    { schema: { tags, summary: 'Rollouts within sight', response: { 200: Type.Array(RolloutRow) } } },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.watch-rollout');
      return listRollouts(ctx, actor);
    },
  );
  app.get(
    '/api/devices/rollouts/targets',
    {
      schema: {
        tags,
        summary: 'How many devices a rollout would reach',
        querystring: Type.Object(Aim),
        response: { 200: TargetSchema },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.rollout');
      const pack = await seePackage(ctx, actor, request.query.package, request.query.area);
      return withSystem(ctx.pool, async (_db, client) => {
        const found = await findTargets(client, pack, request.query);
        const { rows } = await client.query<{ every: number }>(
          `select (declaration -> 'health' ->> 'interval_s')::float8 as every from device_profile where key = $1`,
          [pack.profile],
        );
        const targets = found.filter((one) => canTake(one, pack.kind));
        return {
          devices: targets.length,
          reachable: targets.filter(({ reachable }) => reachable).length,
          behindGateways: found.length - targets.length,
          models: countBy(targets, 'model').map(([model, devices]) => ({ model, devices })),
          versions: countBy(targets, 'version').map(([version, devices]) => ({ version, devices })),
          intervalS: rows[0]?.every ?? 600,
        };
      });
    },
  );
  app.post(
    '/api/devices/rollouts',
    {
      schema: {
        tags,
        summary: 'Start a rollout in stages; the key comes from the client, so a retry starts nothing twice',
        body: NewRollout,
        response: { 201: Type.Object({ id: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.rollout');
      return reply.code(201).send({ id: await createRollout(ctx, actor, request.body) });
    },
  );
  app.get(
    '/api/devices/rollouts/:id',
    { schema: { tags, summary: 'A rollout: limits, counts, course', params: Id, response: { 200: RolloutPage } } },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.watch-rollout');
      return readRollout(ctx, actor, request.params.id);
    },
  );
  app.get(
    '/api/devices/rollouts/:id/devices',
    {
      schema: {
        tags,
        summary: 'Devices of a rollout, those that moved last first, two hundred at most',
        params: Id,
        querystring: Type.Object({
          phase: Type.Optional(
            Type.String({ enum: ['waiting', 'moving', 'done', 'failed', 'skipped'], description: 'moving: under way' }),
          ),
        }),
        response: { 200: Type.Array(RolloutDevice) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.watch-rollout');
      return listRolloutDevices(ctx, actor, request.params.id, request.query.phase);
    },
  );
  for (const [act, permission, summary] of [
    ['stop', 'device.rollout', 'Stop a rollout: no further device begins'],
    ['go', 'device.rollout', 'Let a stopped or halted rollout go on'],
    ['roll-back', 'device.rollout', 'Bring the devices that were updated back to what each of them had'],
    ['approve', 'device.approve-rollout', 'Approve what the first stage showed, as a second person'],
  ] as const)
    app.post(
      `/api/devices/rollouts/:id/${act}`,
      { schema: { tags, summary, params: Id, response: { 200: Type.Object({ state: Type.String() }) } } },
      async (request) => {
        const actor = actorOf(request);
        requirePermission(actor, permission);
        return { state: await actOnRollout(ctx, actor, request.params.id, act) };
      },
    );
  app.get(
    '/api/devices/:id/updates',
    {
      schema: {
        tags,
        summary: 'What is installed in a device, and its updates',
        params: Id,
        response: { 200: DeviceUpdates },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      return readDeviceUpdates(ctx, actor, request.params.id);
    },
  );
}

/** Values with how many devices have each, the most first; a few dozen are all that anybody chooses from. */
function countBy(found: readonly Found[], key: 'model' | 'version'): [string | null, number][] {
  return [...Map.groupBy(found, (one) => one[key])]
    .map(([value, list]): [string | null, number] => [value, list.length])
    .sort((a, b) => b[1] - a[1])
    .slice(0, 50);
}
