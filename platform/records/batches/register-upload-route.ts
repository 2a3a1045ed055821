import type { Readable } from 'node:stream';
import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { withSystem } from '../../db/with-actor.ts';
import { type App, actorOf } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { queueImport } from '../record-tasks.ts';
import { sendableSources } from '../sources/view-sources.ts';
import { stageFile } from './stage-file.ts';
import { BatchSchema, viewBatches } from './view-batch.ts';

const MOST_BYTES = 2 ** 30;
/** Bodies that are the file itself; a form with one file is taken as well. */
const RAW_TYPES = [
  'text/csv',
  'application/octet-stream',
  'application/x-ndjson',
  'application/vnd.apache.parquet',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

/** `POST /api/records/batches`: a file of a source comes in, streamed straight into the seal. */
export function registerUploadRoute(app: App, ctx: Context): void {
  void app.register(async (plain) => {
    const scope = plain as unknown as App;
    scope.addContentTypeParser(RAW_TYPES, (_request, payload, done) => done(null, payload));
    scope.post(
      '/api/records/batches',
      {
        bodyLimit: MOST_BYTES,
        schema: {
          tags: ['records'],
          summary:
            'Send a file of a source (CSV, XLSX, Parquet or JSON, known by its content): raw, or as a form with one file',
          consumes: ['multipart/form-data', ...RAW_TYPES],
          querystring: Type.Object({
            source: Type.String({ maxLength: 40 }),
            name: Type.Optional(Type.String({ maxLength: 200 })),
            partial: Type.Optional(
              Type.Boolean({ description: 'rows that are not in the file have not vanished', default: false }),
            ),
          }),
          response: { 202: BatchSchema },
        },
      },
      async (request, reply) => {
        const actor = actorOf(request);
        requirePermission(actor, 'record.import');
        const { source, partial = false, name } = request.query;
        const mine = (await sendableSources(ctx, actor)).find(({ code }) => code === source);
        if (!mine) throw notFound({ zh: '数据源', en: 'The source' });
        const form = request.isMultipart()
          ? await request.file({ limits: { fileSize: MOST_BYTES + 1, files: 1 } })
          : undefined;
        const bytes = form?.file ?? (request.body as Readable | undefined);
        if (!bytes) throw new Problem(422, 'file.missing', { zh: '没有收到文件。', en: 'No file arrived.' });
        const named = name ?? form?.filename ?? source;
        const id = await stageFile(ctx, actor, { source, name: named, bytes, partial, limit: MOST_BYTES });
        await queueImport(ctx);
        const [batch] = await withSystem(ctx.pool, (db) => viewBatches(db, { sources: [mine.number], id }));
        return reply.code(202).send(batch as NonNullable<typeof batch>);
      },
    );
  });
}
