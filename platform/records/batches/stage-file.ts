import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withSystem } from '../../db/with-actor.ts';
import { Problem } from '../../http/problem.ts';
import type { RecordsContext } from '../records-context.ts';
import { sealFile } from '../work/seal-file.ts';
import { fileKind } from './read/file-kind.ts';
import { stagedFile } from './staged-file.ts';

export type Arrival = {
  /** Code of the source. */
  source: string;
  name: string;
  bytes: AsyncIterable<Buffer>;
  partial?: boolean;
  /** Most bytes that are taken. */
  limit: number;
};

/**
 * Keeps a file as it came, sealed under its hash, and makes a batch of it. The file is read once and never held in
 * memory; what is no table, or too big, leaves nothing behind.
 * @returns the id of the batch, in state `staged`
 * @throws Problem 404 for a source that nobody declares, 413 and 422 for a file that cannot be taken
 */
export async function stageFile(ctx: RecordsContext, actor: Actor, arrival: Arrival): Promise<number> {
  const source = await withSystem(ctx.pool, (db) =>
    db
      .selectFrom('source')
      .select('id')
      .where('code', '=', arrival.source)
      .where('retired_at', 'is', null)
      .executeTakeFirst(),
  );
  if (!source)
    throw new Problem(404, 'source.unknown', {
      zh: `没有名为“${arrival.source}”的数据源。`,
      en: `There is no source named “${arrival.source}”.`,
    });
  const hash = createHash('sha256');
  let size = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of arrival.bytes) {
      if (size === 0) fileKind(chunk.subarray(0, 4096));
      size += chunk.length;
      if (size > arrival.limit) throw tooBig(arrival.limit);
      hash.update(chunk);
      yield chunk;
    }
  }
  const folder = join(ctx.config.dataFolder, 'records/files');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const arriving = join(folder, `arriving.${process.pid}.${Date.now()}.${Math.random().toString(36).slice(2)}`);
  await sealFile(ctx.config.secrets.sealKey, counted(), arriving);
  const sha256 = hash.digest();
  const path = stagedFile(ctx.config, sha256);
  if (existsSync(path)) await rm(arriving);
  else {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(arriving, path);
  }
  return withSystem(ctx.pool, async (db) => {
    const { id } = await db
      .insertInto('record_batch')
      .values({
        source: source.id,
        name: arrival.name.slice(0, 200),
        sha256,
        bytes: size,
        partial: arrival.partial ?? false,
        account: actor.account,
        post: actor.kind === 'staff' ? actor.post.id : null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await recordEvent(db, actor, {
      kind: 'change',
      subject: `records batch ${id}`,
      data: { act: 'stage', source: arrival.source, bytes: size },
    });
    return id;
  });
}

const tooBig = (limit: number) =>
  new Problem(413, 'file.too-big', {
    zh: `文件超过 ${Math.round(limit / 2 ** 20)} MB，请分成几个文件，或由命令行导入。`,
    en: `The file is larger than ${Math.round(limit / 2 ** 20)} MB. Send several files, or import it from the command line.`,
  });
