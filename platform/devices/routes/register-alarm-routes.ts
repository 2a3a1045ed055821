import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { type App, actorOf, Nullable } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import type { NewsStream } from '../../http/news-stream.ts';
import { acknowledgeAlarms, clearAlarm, judgeAlarm } from '../alarms/change-alarm.ts';
import { AlarmCall, listAlarmCalls, UnmannedRole } from '../alarms/list-alarm-calls.ts';
import { AlarmQuery, AlarmSchema, listAlarms, readAlarm } from '../alarms/list-alarms.ts';
import { measureReach, ReachQuery, ReachRow } from '../alarms/measure-reach.ts';
import type { Devices } from '../intake/create-devices.ts';

const Id = Type.Object({ id: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }) });
const tags = ['alarms'];
const EventSchema = Type.Object({
  id: Type.Integer(),
  at: Type.String({ format: 'date-time' }),
  change: Type.String(),
  severity: Type.String(),
  previous: Nullable(Type.String()),
  wasActive: Type.Boolean(),
  wasAcknowledged: Type.Boolean(),
  by: Type.String({ description: 'a name, or device or system' }),
  post: Nullable(Type.String()),
  data: Type.Unknown(),
});
const Course = Type.Object({
  events: Type.Array(EventSchema),
  calls: Type.Array(AlarmCall),
  unmanned: Type.Array(UnmannedRole, { description: 'roles that its profile calls and for which there was nobody' }),
});

/** The alarm board: look, acknowledge, end, judge, live. */
export function registerAlarmRoutes(app: App, ctx: Context, devices: Devices, stream: NewsStream): void {
  app.get(
    '/api/devices/alarms',
    {
      schema: {
        tags,
        summary: 'Alarms within sight, newest first',
        querystring: AlarmQuery,
        response: { 200: Type.Object({ rows: Type.Array(AlarmSchema), next: Nullable(Type.Integer()) }) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      return listAlarms(ctx, actor, request.query);
    },
  );
  app.get(
    '/api/devices/alarms/events',
    {
      schema: {
        tags,
        summary: 'Live changes of alarms within sight (server-sent events)',
        querystring: Type.Object({ post: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })) }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      const last = Number(request.headers['last-event-id']);
      await stream.attach(actor, reply, Number.isSafeInteger(last) && last > 0 ? last : undefined);
      return reply;
    },
  );
  app.get(
    '/api/devices/alarms/reach',
    {
      schema: {
        tags,
        summary: 'How long it took from the message of a device to a screen, and to an answer, by profile and area',
        querystring: ReachQuery,
        response: { 200: Type.Object({ rows: Type.Array(ReachRow) }) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      return { rows: await measureReach(ctx, actor, request.query) };
    },
  );
  app.get(
    '/api/devices/alarms/:id',
    {
      schema: {
        tags,
        summary: 'An alarm with its course, whom it called and how far that came',
        params: Id,
        response: { 200: Type.Intersect([AlarmSchema, Course]) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      const alarm = await readAlarm(ctx, actor, request.params.id);
      return { ...alarm, ...(await listAlarmCalls(ctx, actor, request.params.id)) };
    },
  );
  app.post(
    '/api/devices/alarms/acknowledge',
    {
      schema: {
        tags,
        summary: 'Acknowledge alarms: all of them, or none where one lies out of sight',
        body: Type.Object({
          ids: Type.Array(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }), {
            minItems: 1,
            maxItems: 500,
          }),
        }),
        response: { 200: Type.Object({ acknowledged: Type.Integer() }) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'alarm.handle');
      return { acknowledged: await acknowledgeAlarms(ctx, actor, request.body.ids) };
    },
  );
  app.post(
    '/api/devices/alarms/:id/clear',
    { schema: { tags, summary: 'End an alarm by hand', params: Id, response: { 200: Type.Object({}) } } },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'alarm.handle');
      await clearAlarm(ctx, devices, actor, request.params.id);
      return {};
    },
  );
  app.post(
    '/api/devices/alarms/:id/verdict',
    {
      schema: {
        tags,
        summary: 'Say what the alarm turned out to be',
        params: Id,
        body: Type.Object({ verdict: Type.Union([Type.Literal('true'), Type.Literal('false'), Type.Literal('test')]) }),
        response: { 200: Type.Object({}) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'alarm.handle');
      await judgeAlarm(ctx, actor, request.params.id, request.body.verdict);
      return {};
    },
  );
}
