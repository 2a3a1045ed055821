import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { chinaDay } from '../../db/china-day.ts';
import { withSystem } from '../../db/with-actor.ts';
import { type App, actorOf } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { ExportQuery, MOST_ROWS, planExport } from '../store/plan-export.ts';
import { readSeries, SeriesSchema } from '../store/read-series.ts';
import { writeExport } from '../store/write-export.ts';

const Id = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2147483647 }) });
const tags = ['devices'];
const LONGEST_YEARS = 20;

/** Files written at once a server. */
const MOST_AT_ONCE = 3;
const FormatQuery = Type.Intersect([
  ExportQuery,
  Type.Object({ format: Type.Union([Type.Literal('csv'), Type.Literal('parquet')]) }),
]);

/** The past of devices: curves, and files to take away. */
export function registerPastRoutes(app: App, ctx: Context): void {
  let writing = 0;
  app.get(
    '/api/devices/:id/telemetry',
    {
      schema: {
        tags,
        summary: 'What a device measured, from an hour to years: least, mean and greatest by step, and its alarms',
        params: Id,
        querystring: Type.Object({
          keys: Type.String({ pattern: '^[^,]{1,80}(,[^,]{1,80}){0,9}$' }),
          from: Type.String({ format: 'date-time' }),
          to: Type.String({ format: 'date-time' }),
        }),
        response: { 200: SeriesSchema },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      const { keys, from, to } = request.query;
      return readSeries(ctx, actor, request.params.id, keys.split(','), readSpan(from, to));
    },
  );
  app.get(
    '/api/devices/export/size',
    {
      schema: {
        tags,
        summary: 'How many rows an export of telemetry would have',
        querystring: ExportQuery,
        response: {
          200: Type.Object({
            rows: Type.Integer({ description: 'one more than `most` where there are more' }),
            devices: Type.Integer(),
            most: Type.Integer(),
          }),
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.export');
      const { rows, devices } = await planExport(ctx, actor, request.query);
      return { rows, devices, most: MOST_ROWS };
    },
  );
  app.get(
    '/api/devices/export',
    {
      schema: {
        tags,
        summary:
          'Telemetry of a device, or of a kind of devices in an area, as CSV or Parquet; `gewu-rows` says how many rows',
        querystring: FormatQuery,
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.export');
      const { format, ...query } = request.query;
      const plan = await planExport(ctx, actor, query);
      if (plan.rows > MOST_ROWS)
        throw new Problem(422, 'export.too-large', {
          zh: `超过 ${MOST_ROWS} 行，请缩短时间范围，或改为按小时、按天。`,
          en: `More than ${MOST_ROWS} rows: take a shorter time, or hours or days.`,
        });
      if (writing >= MOST_AT_ONCE)
        throw new Problem(429, 'export.busy', {
          zh: '正在导出其他文件，请稍后再试。',
          en: 'Other files are being written: try again in a while.',
        });
      await withSystem(ctx.pool, (db) =>
        recordEvent(db, actor, {
          kind: 'export',
          area: plan.area,
          subject: query.device === undefined ? `devices:${plan.profile}` : `device:${query.device}`,
          data: { ...query, format, rows: plan.rows, devices: plan.devices },
        }),
      );
      writing += 1;
      const file = writeExport(ctx, actor, plan, format);
      file.once('close', () => {
        writing -= 1;
      });
      return reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.apache.parquet')
        .header(
          'content-disposition',
          `attachment; filename="${plan.profile}-${query.what}-${chinaDay(new Date(query.from))}.${format}"`,
        )
        .header('gewu-rows', plan.rows)
        .send(file);
    },
  );
}

/** @throws Problem 422 where the span is none, or longer than anything is kept */
function readSpan(from: string, to: string): { from: Date; to: Date } {
  const span = { from: new Date(from), to: new Date(to) };
  const longest = LONGEST_YEARS * 366 * 86_400_000;
  if (!(span.to > span.from && span.to.getTime() - span.from.getTime() <= longest))
    throw new Problem(422, 'span.wrong', {
      zh: `结束时间须晚于开始时间，且在 ${LONGEST_YEARS} 年以内。`,
      en: `The end must lie after the beginning, by ${LONGEST_YEARS} years at most.`,
    });
  return span;
}
