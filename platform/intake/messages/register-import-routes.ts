import { Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { requirePermission } from '../../access/permissions.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { type Db, withActor } from '../../db/with-actor.ts';
import { type App, actorOf } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { createBatch } from './create-batch.ts';
import { onlyFields } from './find-mapping.ts';
import { DESK_FIELDS } from './message-fields.ts';
import { IMPORT_TASK, startImportJob, WITHDRAW_TASK } from './resume-imports.ts';
import { BatchSchema, listBatches, readBatch, UploadSchema } from './view-batch.ts';
import { writeRefused } from './write-refused.ts';

const MOST_BYTES = 50 * 2 ** 20;
const Params = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2147483647 }) });
const RunBody = Type.Object(
  {
    mapping: Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 200 })),
    crs: Type.Optional(Type.Union([Type.Literal('wgs84'), Type.Literal('gcj02'), Type.Literal('bd09')])),
  },
  { additionalProperties: false },
);

/** Import of a file of messages: upload, map the columns, run, watch, stop, continue, take back, fetch what was refused. */
export function registerImportRoutes(app: App, ctx: Context): void {
  const tags = ['imports'];
  const importer = (request: Parameters<typeof actorOf>[0]): Actor => {
    const actor = actorOf(request);
    requirePermission(actor, 'import.run');
    return actor;
  };

  app.post(
    '/api/imports',
    {
      schema: {
        tags,
        summary: 'Upload an Excel (.xlsx) or CSV file of messages (multipart, one file); proposes which column is what',
        consumes: ['multipart/form-data'],
        response: { 201: UploadSchema },
      },
    },
    async (request, reply) => {
      const actor = importer(request);
      const part = request.isMultipart()
        ? await request.file({ limits: { fileSize: MOST_BYTES, files: 1 } })
        : undefined;
      if (!part) throw new Problem(422, 'file.missing', { zh: '没有收到文件。', en: 'No file arrived.' });
      const id = await createBatch(ctx, actor, { name: part.filename || '导入', bytes: await part.toBuffer() });
      const view = await withActor(ctx.pool, actor, (db) => readBatch(ctx, db, id));
      return reply.code(201).send(view);
    },
  );

  app.get(
    '/api/imports',
    { schema: { tags, summary: 'Imports of my area, newest first', response: { 200: Type.Array(BatchSchema) } } },
    async (request) => withActor(ctx.pool, importer(request), (db) => listBatches(ctx, db)),
  );

  app.get(
    '/api/imports/:id',
    { schema: { tags, summary: 'One import and how far it is', params: Params, response: { 200: UploadSchema } } },
    async (request) => withActor(ctx.pool, importer(request), (db) => readBatch(ctx, db, request.params.id)),
  );

  app.post(
    '/api/imports/:id/run',
    {
      schema: {
        tags,
        summary: 'Import the rows, or go on where an import stopped (then the first mapping holds)',
        params: Params,
        body: RunBody,
        response: { 202: BatchSchema },
      },
    },
    async (request, reply) => {
      const actor = importer(request);
      const { id } = request.params;
      const view = await withActor(ctx.pool, actor, async (db) => {
        const batch = await lockBatch(db, id);
        expectState(batch.state, ['uploaded', 'failed', 'cancelled']);
        const begun = batch.mapping !== null && (batch.accepted > 0 || batch.refused > 0);
        const fields = onlyFields(request.body.mapping, batch.columns as string[]);
        const missing = DESK_FIELDS.find(({ key, required }) => required && !fields[key] && !begun);
        if (missing)
          throw new Problem(422, 'mapping.incomplete', {
            zh: `请指定“${missing.name.zh}”对应的列。`,
            en: `Say which column holds: ${missing.name.en}.`,
          });
        await db
          .updateTable('intake_batch')
          .set({
            state: 'running',
            message: null,
            finished_at: null,
            ...(!begun && { mapping: JSON.stringify({ fields, crs: request.body.crs ?? 'wgs84' }) }),
          })
          .where('id', '=', id)
          .execute();
        return recorded(ctx, db, actor, id, 'run');
      });
      await startImportJob(ctx, id, IMPORT_TASK);
      return reply.code(202).send(view);
    },
  );

  app.post(
    '/api/imports/:id/cancel',
    {
      schema: {
        tags,
        summary: 'Stop an import; what is in stays until it is continued or withdrawn',
        params: Params,
        response: { 200: BatchSchema },
      },
    },
    async (request) => {
      const actor = importer(request);
      const { id } = request.params;
      return withActor(ctx.pool, actor, async (db) => {
        expectState((await lockBatch(db, id)).state, ['uploaded', 'running']);
        await db.updateTable('intake_batch').set({ state: 'cancelled' }).where('id', '=', id).execute();
        return recorded(ctx, db, actor, id, 'cancel');
      });
    },
  );

  app.post(
    '/api/imports/:id/withdraw',
    {
      schema: {
        tags,
        summary: 'Take an import back: its cases are voided with the reason, save those that have ended',
        params: Params,
        response: { 202: BatchSchema },
      },
    },
    async (request, reply) => {
      const actor = importer(request);
      const { id } = request.params;
      const view = await withActor(ctx.pool, actor, async (db) => {
        const batch = await lockBatch(db, id);
        expectState(batch.state, ['failed', 'cancelled', 'done']);
        await db
          .updateTable('intake_batch')
          .set({ state: 'withdrawing', finished_at: null })
          .where('id', '=', id)
          .execute();
        return recorded(ctx, db, actor, id, 'withdraw');
      });
      await startImportJob(ctx, id, WITHDRAW_TASK);
      return reply.code(202).send(view);
    },
  );

  app.get(
    '/api/imports/:id/refused.csv',
    { schema: { tags, summary: 'Refused rows with their reasons, as CSV', params: Params } },
    async (request, reply) => {
      const csv = await withActor(ctx.pool, importer(request), (db) => writeRefused(ctx, db, request.params.id));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="refused-${request.params.id}.csv"`)
        .send(csv);
    },
  );
}

/** The batch, locked; past messages come in by the command line and are left to it. */
async function lockBatch(db: Db, id: number) {
  const batch = await db
    .selectFrom('intake_batch')
    .select(['state', 'kind', 'columns', 'mapping', 'accepted', 'refused'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!batch) throw notFound({ zh: '导入批次', en: 'The import' });
  if (batch.kind !== 'messages')
    throw new Problem(409, 'import.history', {
      zh: '历史留言由命令行导入，不能在此操作。',
      en: 'Past messages are imported from the command line; nothing can be done with them here.',
    });
  return batch;
}

function expectState(state: string, wanted: readonly string[]): void {
  if (!wanted.includes(state))
    throw new Problem(
      409,
      'import.state',
      { zh: '该导入当前的状态不允许此操作。', en: 'The import is not in a state for this.' },
      { state },
    );
}

async function recorded(ctx: Context, db: Db, actor: Actor, id: number, act: string) {
  await recordEvent(db, actor, { kind: 'change', subject: `import ${id}`, data: { act } });
  return readBatch(ctx, db, id);
}
