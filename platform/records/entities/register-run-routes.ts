import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withSystem } from '../../db/with-actor.ts';
import { type App, actorOf, Nullable } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { forbidden } from '../../http/problem.ts';
import { queueLink } from '../record-tasks.ts';

const RunSchema = Type.Object({
  id: Type.Integer(),
  state: Type.Union([Type.Literal('running'), Type.Literal('done'), Type.Literal('failed')]),
  phase: Nullable(Type.String()),
  progress: Nullable(Type.Number()),
  figures: Type.Record(Type.String(), Type.Unknown()),
  message: Nullable(Type.String()),
  startedAt: Type.String({ format: 'date-time' }),
  finishedAt: Nullable(Type.String({ format: 'date-time' })),
});

/** Runs of linkage: how they went, and starting one. */
export function registerRunRoutes(app: App, ctx: Context): void {
  const tags = ['records'];

  app.get(
    '/api/records/runs',
    {
      schema: {
        tags,
        summary: 'The newest twenty runs that found who is who, with their figures',
        response: { 200: Type.Array(RunSchema) },
      },
    },
    async (request) => {
      requirePermission(actorOf(request), 'record.read-sharing');
      const rows = await withSystem(ctx.pool, (db) =>
        db.selectFrom('link_run').selectAll().orderBy('id', 'desc').limit(20).execute(),
      );
      return rows.map((row) => ({
        id: row.id,
        state: row.state as 'running' | 'done' | 'failed',
        phase: row.phase,
        progress: row.progress,
        figures: row.figures as Record<string, unknown>,
        message: row.message,
        startedAt: row.started_at.toISOString(),
        finishedAt: row.finished_at?.toISOString() ?? null,
      }));
    },
  );

  app.post(
    '/api/records/runs',
    {
      schema: {
        tags,
        summary: 'Find who is who now; with full, look at every row again',
        body: Type.Object({ full: Type.Optional(Type.Boolean()) }),
        response: { 202: Type.Object({ queued: Type.Literal(true) }) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'record.import');
      // a department sends its rows; that all are linked anew is for the district
      if (actor.kind === 'staff' && actor.post.role === 'department_desk') throw forbidden();
      const full = request.body.full === true;
      await withSystem(ctx.pool, (db) => recordEvent(db, actor, { kind: 'record-link', data: { full } }));
      await queueLink(ctx, full);
      return reply.code(202).send({ queued: true });
    },
  );
}
