import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withActor } from '../../db/with-actor.ts';
import { type App, actorOf } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { isDay } from '../count-range.ts';
import { writeStreetReport } from '../write-street-report.ts';

const DaySchema = Type.String({ format: 'date' });

/** The street office's report as an Excel file. */
export function registerStreetReport(app: App, ctx: Context): void {
  app.get(
    '/api/indicators/street-report.xlsx',
    {
      schema: {
        tags: ['indicators'],
        summary: 'The report of a street office as Excel',
        querystring: Type.Object({ from: DaySchema, to: DaySchema, post: Type.Optional(Type.Integer()) }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'indicator.read');
      const { from, to } = request.query;
      if (!isDay(from) || !isDay(to) || from > to)
        throw new Problem(422, 'period.wrong', {
          zh: '时间段无效：起始日应不晚于截止日。',
          en: 'The period is wrong: it must begin before it ends.',
        });
      const file = await writeStreetReport(ctx, actor, { from, to });
      await withActor(ctx.pool, actor, (db) =>
        recordEvent(db, actor, { kind: 'export', subject: 'street-report', data: { from, to } }),
      );
      return reply
        .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header(
          'content-disposition',
          `attachment; filename="street-report-${from}-${to}.xlsx"; filename*=UTF-8''${encodeURIComponent(`案件办理情况统计表-${from}-${to}.xlsx`)}`,
        )
        .send(file);
    },
  );
}
