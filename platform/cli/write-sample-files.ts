import { join, resolve } from 'node:path';
import { CATALOGUE_DIR } from '../catalogue/read-catalogue.ts';
import { readConfig } from '../config.ts';
import { createProgress } from './create-progress.ts';

export type SampleFiles = { scale?: number; seed: number; out?: string; changed?: number; from?: string };

const DAY = 86_400_000;
/** The files are as of so many days ago, so that the second round's dates do not lie ahead. */
const AGO = 30;

/** Where the department files of the sample lie unless said otherwise. */
export const sampleFolder = (dataFolder: string): string => join(dataFolder, 'records', 'sample');

/**
 * Writes the department files of the sample district; a second round with `changed` and `from` has the seed, scale and
 * day of the first. Opens no database.
 * @returns the folder they lie in
 * @throws Error when only one of `changed` and `from` is given, or both would write into the first round's folder
 */
export async function writeSampleFiles({ scale = 0.01, seed, out, changed, from }: SampleFiles): Promise<string> {
  if ((changed === undefined) !== (from === undefined))
    throw new Error('--changed and --from go together: the share of rows, and the folder of the first round.');
  const { dataFolder, district } = readConfig();
  const folder = resolve(out ?? sampleFolder(dataFolder));
  if (from !== undefined && resolve(from) === folder)
    throw new Error('The second round needs a folder of its own: give one with --out.');
  // loaded only when wanted, as the rest of the sample
  const { writeDepartmentFiles, readSampleManifest } = await import(
    '../../sample/departments/write-department-files.ts'
  );
  const first =
    from === undefined
      ? { district, seed, scale, today: Math.floor(Date.now() / DAY) - AGO }
      : readSampleManifest(from);
  const progress = createProgress('files 部门数据');
  await writeDepartmentFiles({
    ...{ district: first.district, seed: first.seed, scale: first.scale, today: first.today },
    ...(changed === undefined ? {} : { changed }),
    out: folder,
    catalogue: CATALOGUE_DIR,
    onProgress: progress.report,
  });
  progress.stop();
  return folder;
}
