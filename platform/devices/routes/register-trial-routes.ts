import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { withActor } from '../../db/with-actor.ts';
import { type App, actorOf, Nullable } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { forbidden, Problem } from '../../http/problem.ts';
import type { Devices } from '../intake/create-devices.ts';
import { AdviceSchema, adviseThresholds } from '../trials/advise-thresholds.ts';
import { applyTrial } from '../trials/apply-trial.ts';
import { countVerdicts, VerdictSchema } from '../trials/count-verdicts.ts';
import { listChoices } from '../trials/list-choices.ts';
import { prepareTrial, runTrial } from '../trials/run-trial.ts';
import { ChoicesSchema, FiguresSchema, ScopeQuery, type TrialLine, TrialOrder } from '../trials/trial-schemas.ts';

const tags = ['alarms'];
const Days = Type.Object({
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366, description: '90 unless said' })),
});
const ScopeAndDays = Type.Intersect([ScopeQuery, Days]);
const Id = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });
const TrialSchema = Type.Object({
  id: Type.Integer(),
  device: Nullable(Type.Integer()),
  area: Type.String(),
  type: Type.String(),
  attributes: Type.Record(Type.String(), Nullable(Type.Number())),
  days: Type.Integer(),
  outcome: FiguresSchema,
  by: Type.String(),
  at: Type.String({ format: 'date-time' }),
  appliedAt: Nullable(Type.String({ format: 'date-time' })),
  appliedBy: Nullable(Type.String()),
});
/** Trials at once a server: each keeps a core busy for a while. */
const MOST_AT_ONCE = 2;

/** Learning from false alarms: what alarms turned out to be, advice, thresholds tried on the past and switched on. */
export function registerTrialRoutes(app: App, ctx: Context, devices: Devices): void {
  let running = 0;
  app.get(
    '/api/devices/verdicts',
    {
      schema: {
        tags,
        summary: 'What alarms turned out to be, by kind of device and rule: how many were false',
        querystring: ScopeAndDays,
        response: { 200: Type.Array(VerdictSchema) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      return countVerdicts(ctx, actor, request.query, request.query.days ?? 90);
    },
  );
  app.get(
    '/api/devices/advice',
    {
      schema: {
        tags,
        summary: 'The smallest change of a threshold that would have kept false alarms away and lost no true one',
        querystring: ScopeAndDays,
        response: { 200: Type.Array(AdviceSchema) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      return adviseThresholds(ctx, actor, devices, request.query, request.query.days ?? 90);
    },
  );
  app.get(
    '/api/devices/trials/choices',
    {
      schema: {
        tags,
        summary: 'Rules of a device, or of a kind of devices in an area, and their thresholds',
        querystring: ScopeQuery,
        response: { 200: ChoicesSchema },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      return listChoices(ctx, actor, devices, request.query);
    },
  );
  app.get(
    '/api/devices/trials',
    {
      schema: {
        tags,
        summary: 'Thresholds that were tried, the newest first, and which were switched on',
        querystring: ScopeQuery,
        response: { 200: Type.Array(TrialSchema) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      const { device, within, profile } = request.query;
      const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
        client.query<Record<string, unknown> & { at: Date; appliedAt: Date | null }>(
          `select t.id, t.device, t.area, t.type, t.attributes, t.days, t.outcome, coalesce(a.name, t.account) as by, t.at,
             t.applied_at as "appliedAt", coalesce(b.name, t.applied_by) as "appliedBy"
           from rule_trial t left join account a on a.id = t.account left join account b on b.id = t.applied_by
           where ($1::int is null or t.device = $1) and ($2::text is null or t.area = $2 and t.device is null) and ($3::text is null or t.profile = $3)
           order by t.id desc limit 20`,
          [device ?? null, within ?? null, profile ?? null],
        ),
      );
      return rows.map((row) => ({
        ...row,
        at: row.at.toISOString(),
        appliedAt: row.appliedAt?.toISOString() ?? null,
      })) as never;
    },
  );
  app.post(
    '/api/devices/trials',
    {
      schema: {
        tags,
        summary:
          'Try thresholds on the kept past; answers in lines of JSON: {done, of} while it goes on, {outcome} last. Nothing is changed.',
        body: TrialOrder,
        produces: ['application/x-ndjson'],
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      if (actor.kind !== 'staff') throw forbidden();
      const prepared = await prepareTrial(ctx, actor, devices, request.body);
      if (running >= MOST_AT_ONCE)
        throw new Problem(429, 'trial.busy', {
          zh: '正在进行其他试算，请稍后再试。',
          en: 'Other trials are going on: try again in a while.',
        });
      running += 1;
      const lines = runTrial(ctx, actor, request.body, prepared);
      const stream = Readable.from(inLines(lines, (error) => request.log.error(error, 'a trial failed')));
      stream.once('close', () => {
        running -= 1;
      });
      return reply.type('application/x-ndjson').send(stream);
    },
  );
  app.post(
    '/api/devices/trials/:id/apply',
    {
      schema: {
        tags,
        summary: 'Switch on the thresholds of a trial, for its device or for its area',
        params: Id,
        response: { 200: Type.Object({}) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.edit');
      await applyTrial(ctx, actor, request.params.id);
      return {};
    },
  );
}

/** A fault after the first line can no longer be an answer of its own: it is the last line. */
async function* inLines(lines: AsyncGenerator<TrialLine>, note: (error: unknown) => void): AsyncGenerator<string> {
  try {
    for await (const line of lines) yield `${JSON.stringify(line)}\n`;
  } catch (error) {
    note(error);
    const problem = { zh: '试算没有完成，请重试。', en: 'The trial did not come to its end: please try again.' };
    yield `${JSON.stringify({ problem } satisfies TrialLine)}\n`;
  }
}
