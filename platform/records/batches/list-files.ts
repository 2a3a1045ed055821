import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Source } from '../sources/declaration.ts';
import { byCompounds } from '../work/sync-store.ts';

export type SourceFile = { source: string; path: string; name: string };

/**
 * The files of a folder that are named after a source (`police-households.csv`), in the order in which they are best
 * imported; everything else is passed over.
 */
export async function listFiles(
  folder: string,
  sources: readonly { code: string; declared: Source }[],
): Promise<{ files: SourceFile[]; others: string[] }> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  const files = byCompounds(sources).flatMap(({ code }) => {
    const name = names.find((each) => /^(.+)\.(csv|txt|xlsx|parquet|json|ndjson)$/.exec(each)?.[1] === code);
    return name === undefined ? [] : [{ source: code, path: join(folder, name), name }];
  });
  return { files, others: names.filter((name) => !files.some((file) => file.name === name)) };
}
