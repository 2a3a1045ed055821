import { Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { requirePermission } from '../../access/permissions.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withSystem } from '../../db/with-actor.ts';
import { type App, actorOf, Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem } from '../../http/problem.ts';
import type { RawSource } from '../sources/resolve-source.ts';
import { sendableSources } from '../sources/view-sources.ts';
import { registerUploadRoute } from './register-upload-route.ts';
import { BatchSchema, countProblems, ProblemCountSchema, viewBatches } from './view-batch.ts';
import { readRows, writeQuarantine } from './write-quarantine.ts';

const Params = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });
const PAGE = 50;
const what = { zh: '导入批次', en: 'The batch' };

/** Files of department rows: sent, watched, stopped; what was not taken, and why. */
export function registerBatchRoutes(app: App, ctx: Context): void {
  const tags = ['records'];
  registerUploadRoute(app, ctx);

  app.get(
    '/api/records/batches',
    {
      schema: {
        tags,
        summary: 'The newest hundred batches of the sources that the asker may send',
        querystring: Type.Object({ source: Type.Optional(Type.String({ maxLength: 40 })) }),
        response: { 200: Type.Array(BatchSchema) },
      },
    },
    async (request) => {
      const sources = await sourcesOf(ctx, actorOf(request));
      const { source } = request.query;
      const wanted = sources.filter(({ code }) => source === undefined || code === source);
      return withSystem(ctx.pool, (db) => viewBatches(db, { sources: wanted.map(({ number }) => number) }));
    },
  );

  app.get(
    '/api/records/batches/:id',
    {
      schema: {
        tags,
        summary: 'One batch: how far it is, and why rows were not taken',
        params: Params,
        response: {
          200: Type.Object({ ...BatchSchema.properties, problems: Type.Array(ProblemCountSchema) }),
        },
      },
    },
    async (request) => {
      const batch = await findBatch(ctx, actorOf(request), request.params.id);
      const problems = await withSystem(ctx.pool, (_db, client) => countProblems(client, batch.id));
      return { ...batch, problems };
    },
  );

  app.get(
    '/api/records/batches/:id/quarantine',
    {
      schema: {
        tags,
        summary: 'Rows that were not taken, by their line in the file, with the reasons; never their content',
        params: Params,
        querystring: Type.Object({ cursor: Type.Optional(Type.Integer({ minimum: 0, maximum: 2147483647 })) }),
        response: {
          200: Type.Object({
            rows: Type.Array(
              Type.Object({
                line: Type.Integer(),
                problems: Type.Array(
                  Type.Object({ column: Nullable(Type.String()), code: Type.String(), ...TextSchema.properties }),
                ),
              }),
            ),
            next: Nullable(Type.Integer()),
          }),
        },
      },
    },
    async (request) => {
      const { id } = await findBatch(ctx, actorOf(request), request.params.id);
      const rows = await readRows(ctx, id, request.query.cursor ?? 0, PAGE);
      return {
        rows: rows.map(({ line, problems }) => ({ line, problems })),
        next: rows.length === PAGE ? (rows.at(-1)?.line ?? null) : null,
      };
    },
  );

  app.get(
    '/api/records/batches/:id/quarantine.csv',
    {
      schema: {
        tags,
        summary: 'Rows that were not taken, as a file to mend and send again; that it was fetched is recorded',
        params: Params,
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { id } = await findBatch(ctx, actor, request.params.id);
      const declaration = await withSystem(ctx.pool, async (db) => {
        await recordEvent(db, actor, { kind: 'export', subject: `records batch ${id}`, data: { act: 'quarantine' } });
        const row = await db
          .selectFrom('source as s')
          .innerJoin('record_batch as b', 'b.source', 's.id')
          .select('s.declaration')
          .where('b.id', '=', id)
          .executeTakeFirstOrThrow();
        return row.declaration as unknown as RawSource;
      });
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${declaration.source}-${id}.csv"`)
        .send(writeQuarantine(ctx, id, declaration));
    },
  );

  app.post(
    '/api/records/batches/:id/cancel',
    {
      schema: {
        tags,
        summary: 'Stop a batch; what is in stays, the rest of the file is left alone',
        params: Params,
        response: { 200: BatchSchema },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { id } = await findBatch(ctx, actor, request.params.id);
      await withSystem(ctx.pool, async (db, client) => {
        const { rowCount } = await client.query(
          `update record_batch set state = 'cancelled', finished_at = now() where id = $1 and state in ('staged', 'checking', 'loading')`,
          [id],
        );
        if (rowCount === 0)
          throw new Problem(409, 'batch.ended', {
            zh: '该批次已经结束。',
            en: 'The batch has already ended.',
          });
        await recordEvent(db, actor, { kind: 'change', subject: `records batch ${id}`, data: { act: 'cancel' } });
      });
      return findBatch(ctx, actor, id);
    },
  );
}

/** @throws Problem 401 and 403 */
function sourcesOf(ctx: Context, actor: Actor): Promise<{ number: number; code: string }[]> {
  requirePermission(actor, 'record.import');
  return sendableSources(ctx, actor);
}

/** @throws Problem 404 where it does not exist or belongs to another department */
async function findBatch(ctx: Context, actor: Actor, id: number) {
  const sources = await sourcesOf(ctx, actor);
  const [batch] = await withSystem(ctx.pool, (db) =>
    viewBatches(db, { sources: sources.map(({ number }) => number), id }),
  );
  if (!batch) throw notFound(what);
  return batch;
}
