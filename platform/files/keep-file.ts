import type { Actor } from '../access/actor.ts';
import { withActor } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { cleanImage } from './clean-image.ts';
import { contentName } from './file-store.ts';

export type KeptFile = { id: string; mime: string; bytes: number; width: number | null; height: number | null };

/**
 * Checks, cleans and stores one upload under an id that the sender made, so that a retry is harmless.
 * @throws Problem 422 for content that is not accepted, 409 where the id is somebody else's or has other content
 */
export async function keepFile(ctx: Context, actor: Actor, fileId: string, content: Buffer): Promise<KeptFile> {
  const cleaned = await cleanImage(content);
  const name = contentName(cleaned.content);
  await ctx.files.put(name, cleaned.content);
  if (cleaned.thumb) await ctx.files.put(`${name}-thumb`, cleaned.thumb);
  const id = fileId.toLowerCase();
  const row = {
    id,
    account: actor.account,
    sha256: Buffer.from(name, 'hex'),
    mime: cleaned.mime,
    bytes: cleaned.content.length,
    width: cleaned.width,
    height: cleaned.height,
  };
  const kept = await withActor(ctx.pool, actor, async (db) => {
    await db
      .insertInto('file_object')
      .values(row)
      .onConflict((c) => c.column('id').doNothing())
      .execute();
    return db.selectFrom('file_object').select(['sha256', 'account']).where('id', '=', id).executeTakeFirst();
  });
  // an id that is somebody else's, or was used for other content, is refused without saying which
  if (kept?.account !== actor.account || !kept.sha256.equals(row.sha256))
    throw new Problem(409, 'file.id-used', { zh: '该文件编号已被使用。', en: 'This file id is in use.' });
  return { id, mime: row.mime, bytes: row.bytes, width: row.width, height: row.height };
}
