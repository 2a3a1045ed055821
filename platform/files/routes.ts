import { Type } from 'typebox';
import { withActor } from '../db/with-actor.ts';
import { type App, actorOf, Nullable, UuidSchema } from '../http/app.ts';
import type { Context } from '../http/context.ts';
import { notFound, Problem } from '../http/problem.ts';
import { keepFile } from './keep-file.ts';

const FileSchema = Type.Object({
  id: Type.String(),
  mime: Type.String(),
  bytes: Type.Integer(),
  width: Nullable(Type.Integer()),
  height: Nullable(Type.Integer()),
});
export const MAX_FILE_BYTES = 20 * 2 ** 20;

/** Uploads and downloads; a file is served only to those who may see the case it hangs on. */
export function registerFileRoutes(app: App, ctx: Context): void {
  app.post(
    '/api/files',
    {
      schema: {
        tags: ['files'],
        summary: 'Upload one file (multipart, field "file"); the id comes from the client, so a retry is harmless',
        consumes: ['multipart/form-data'],
        querystring: Type.Object({ id: UuidSchema }),
        response: { 201: FileSchema },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const part = await request.file().catch(() => undefined);
      if (!part) throw new Problem(422, 'file.missing', { zh: '没有收到文件。', en: 'No file arrived.' });
      return reply.code(201).send(await keepFile(ctx, actor, request.query.id, await part.toBuffer()));
    },
  );

  app.get(
    '/api/files/:id',
    {
      schema: {
        tags: ['files'],
        summary: 'A file, or its thumbnail',
        params: Type.Object({ id: UuidSchema }),
        querystring: Type.Object({ size: Type.Optional(Type.Literal('thumb')), post: Type.Optional(Type.String()) }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const row = await withActor(ctx.pool, actor, (db) =>
        db.selectFrom('file_object').select(['sha256', 'mime']).where('id', '=', request.params.id).executeTakeFirst(),
      );
      if (!row) throw notFound({ zh: '文件', en: 'The file' });
      const thumb = request.query.size === 'thumb' && row.mime.startsWith('image/');
      const content = await ctx.files.get(`${row.sha256.toString('hex')}${thumb ? '-thumb' : ''}`);
      if (!content) throw notFound({ zh: '文件', en: 'The file' });
      return reply
        .header('content-type', row.mime)
        .header('cache-control', 'private, max-age=86400')
        .header('content-disposition', row.mime.startsWith('image/') ? 'inline' : 'attachment')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(content);
    },
  );
}
