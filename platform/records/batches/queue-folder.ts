import { createReadStream } from 'node:fs';
import { SYSTEM } from '../../access/actor.ts';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import type { Context } from '../../http/context.ts';
import { queueImport } from '../record-tasks.ts';
import { readSources } from '../sources/read-sources.ts';
import { syncSources } from '../sources/sync-sources.ts';
import { listFiles } from './list-files.ts';
import { stageFile } from './stage-file.ts';

const MOST_BYTES = 16 * 2 ** 30;

/**
 * Stages every file of a folder that is named after a source and leaves the rest to the queue: it imports them, and
 * then links what they brought.
 * @returns how many files were staged
 */
export async function queueFolder(ctx: Context, folder: string): Promise<number> {
  const { sources } = readSources(CATALOGUE_DIR);
  await syncSources(ctx.pool, sources); // departments may be here only now
  const { files } = await listFiles(
    folder,
    sources.map((declared) => ({ code: declared.code, declared })),
  );
  for (const { source, name, path } of files)
    await stageFile(ctx, SYSTEM, { source, name, bytes: createReadStream(path), limit: MOST_BYTES });
  if (files.length > 0) await queueImport(ctx);
  return files.length;
}
