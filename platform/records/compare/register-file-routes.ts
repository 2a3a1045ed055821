import { type Static, Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { requirePermission } from '../../access/permissions.ts';
import { type Db, withActor } from '../../db/with-actor.ts';
import { type App, actorOf, Nullable } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { forbidden, notFound, Problem } from '../../http/problem.ts';
import { CaseNumberSchema } from '../pages/page-schemas.ts';
import { createFile } from './create-file.ts';
import { PurposeSchema, ServiceSchema } from './register-compare-routes.ts';
import { writeFile } from './write-file.ts';

const BatchSchema = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  format: Type.String(),
  service: Type.String(),
  purpose: Type.String(),
  state: Type.String({ enum: ['waiting', 'running', 'done', 'failed'] }),
  total: Type.Integer(),
  done: Type.Integer(),
  yes: Type.Integer(),
  no: Type.Integer(),
  unknown: Type.Integer(),
  message: Nullable(Type.String()),
  requestHash: Type.String({ description: 'base64, as gewu-request-hash' }),
  createdAt: Type.String(),
  finishedAt: Nullable(Type.String()),
  expiresAt: Type.String({ description: 'rows and answers are deleted then' }),
});
const Params = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });
const ColumnSchema = Type.Optional(Type.String({ minLength: 1, maxLength: 200 }));
const file = { zh: '比对文件', en: 'The file' };

/** Comparing whole files: the file in, its rows compared in the background, the file out with one more column. */
export function registerCompareFileRoutes(app: App, ctx: Context): void {
  const tags = ['records'];
  app.post(
    '/api/records/compare/file',
    {
      schema: {
        tags,
        summary:
          'Compare the rows of a file (CSV or XLSX, multipart field `file`); each row counts against the day’s share',
        querystring: Type.Object({
          service: ServiceSchema,
          purpose: PurposeSchema,
          case: CaseNumberSchema,
          nameColumn: ColumnSchema,
          valueColumn: ColumnSchema,
        }),
        consumes: ['multipart/form-data'],
        response: { 202: BatchSchema },
      },
    },
    async (request, reply) => {
      const actor = comparer(actorOf(request));
      const { service, purpose, case: number, nameColumn, valueColumn } = request.query;
      const sent = request.isMultipart() ? await request.file() : undefined;
      if (!sent) throw new Problem(422, 'file.missing', { zh: '请选择一个文件。', en: 'Choose a file.' });
      const columns = { ...(nameColumn && { name: nameColumn }), ...(valueColumn && { value: valueColumn }) };
      const order = { service, purpose, case: number, file: sent.filename || 'file', columns };
      const id = await createFile(ctx, actor, order, await sent.toBuffer());
      return reply.code(202).send(await withActor(ctx.pool, actor, (db) => readBatch(db, id)));
    },
  );

  app.get(
    '/api/records/compare/files',
    { schema: { tags, summary: 'Files that my unit compared', response: { 200: Type.Array(BatchSchema) } } },
    async (request) =>
      withActor(ctx.pool, comparer(actorOf(request)), async (db) => {
        const rows = await db.selectFrom('compare_batch').selectAll().orderBy('id', 'desc').limit(50).execute();
        return rows.map(view);
      }),
  );

  app.get(
    '/api/records/compare/files/:id',
    { schema: { tags, summary: 'How far a file is', params: Params, response: { 200: BatchSchema } } },
    async (request) => withActor(ctx.pool, comparer(actorOf(request)), (db) => readBatch(db, request.params.id)),
  );

  app.get(
    '/api/records/compare/files/:id/result',
    { schema: { tags, summary: 'The file with one more column', params: Params } },
    async (request, reply) => {
      const actor = comparer(actorOf(request));
      const row = await withActor(ctx.pool, actor, (db) => findBatch(db, request.params.id));
      if (row.state !== 'done' || row.expires_at < new Date())
        throw new Problem(409, 'compare.not-there', {
          zh: '结果尚未完成或已过保存期。',
          en: 'The result is not ready yet, or was deleted after its time.',
        });
      const type =
        row.format === 'xlsx'
          ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
          : 'text/csv; charset=utf-8';
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="compared-${row.id}.${row.format}"`)
        .send(writeFile(ctx, { id: row.id, format: row.format, columns: row.columns as string[] }));
    },
  );
}

/** Files are for units: a key asks one question at a time. */
function comparer(actor: Actor): Actor {
  requirePermission(actor, 'record.compare');
  if (actor.kind !== 'staff') throw forbidden();
  return actor;
}

async function findBatch(db: Db, id: number) {
  const row = await db.selectFrom('compare_batch').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound(file);
  return row;
}

const readBatch = async (db: Db, id: number) => view(await findBatch(db, id));

function view(row: Awaited<ReturnType<typeof findBatch>>): Static<typeof BatchSchema> {
  const { id, name, format, service, purpose, total, done, yes, no, unknown, message } = row;
  return {
    id,
    name,
    format,
    service,
    purpose,
    state: row.state as 'done',
    total,
    done,
    yes,
    no,
    unknown,
    message,
    requestHash: row.request_hash.toString('base64'),
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    expiresAt: row.expires_at.toISOString(),
  };
}
