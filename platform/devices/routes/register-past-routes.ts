import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { type App, actorOf } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { readSeries, SeriesSchema } from '../store/read-series.ts';

const Id = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2147483647 }) });
const tags = ['devices'];
const LONGEST_YEARS = 20;

/** The past of devices: curves. */
export function registerPastRoutes(app: App, ctx: Context): void {
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
