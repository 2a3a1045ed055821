import { createReadStream } from 'node:fs';
import { SYSTEM } from '../access/actor.ts';
import { CATALOGUE_DIR } from '../catalogue/read-catalogue.ts';
import type { Context } from '../http/context.ts';
import { listFiles } from '../records/batches/list-files.ts';
import { stageFile } from '../records/batches/stage-file.ts';
import { readSources } from '../records/sources/read-sources.ts';

const MOST_BYTES = 2 ** 30;

/**
 * Hands the department files of a folder to the record base. They are only staged: the server that starts next imports
 * and links them in the background.
 */
export async function stageSampleFiles(ctx: Context, folder: string): Promise<void> {
  const sources = readSources(CATALOGUE_DIR).sources.map((declared) => ({ code: declared.code, declared }));
  const { files } = await listFiles(folder, sources);
  for (const { source, path, name } of files)
    await stageFile(ctx, SYSTEM, {
      source,
      name,
      bytes: createReadStream(path, { highWaterMark: 2 ** 20 }),
      limit: MOST_BYTES,
    });
}
