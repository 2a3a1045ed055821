import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLineFile } from './files/create-line-file.ts';
import { readColumns } from './files/read-columns.ts';
import { writeParquet } from './files/write-parquet.ts';
import { type Written, writeSource } from './files/write-source.ts';
import { writeWorkbook } from './files/write-workbook.ts';
import { planSources } from './plan-sources.ts';
import { buildWorld } from './world/build-world.ts';

export type DepartmentFiles = {
  /** Where the files go; made where it is missing. */
  out: string;
  /** Of the catalogue: declarations and the areas of the district are read there. */
  catalogue: string;
  district: string;
  seed: number;
  /** 1 is the whole district with 9,000,000 rows. */
  scale: number;
  /** Day number (days since 1970-01-01) the files are written for. */
  today: number;
  /** A second round of the same world in which this part of the rows differs. */
  changed?: number;
  onProgress?: (done: number, total: number, label: string) => void;
};

/** What `sample.json` beside the files says: enough to make them again. */
export type SampleManifest = Pick<DepartmentFiles, 'district' | 'seed' | 'scale' | 'today' | 'changed'> & {
  rows: number;
  sources: Record<string, Written & { file: string }>;
};

const TRUTH_HEADING = 'source,key,part,id\n';

/**
 * Writes the files that the departments of the sample district would send, a file a source, named by the code of its
 * declaration, and the truth of each row in `truth-person.csv`, `truth-organisation.csv`, `truth-dwelling.csv`, which no
 * import ever reads. The same seed, scale and day give the same files.
 */
export async function writeDepartmentFiles(options: DepartmentFiles): Promise<SampleManifest> {
  const { out, catalogue, district, seed, scale, today, changed, onProgress = () => undefined } = options;
  mkdirSync(out, { recursive: true });
  const world = buildWorld(join(catalogue, 'districts', district), { seed, scale, today });
  const plans = planSources(world);
  const total = plans.reduce((sum, plan) => sum + plan.rows, 0);
  const truths = {
    person: createLineFile(join(out, 'truth-person.csv')),
    organisation: createLineFile(join(out, 'truth-organisation.csv')),
    dwelling: createLineFile(join(out, 'truth-dwelling.csv')),
  };
  for (const truth of Object.values(truths)) truth.write(TRUTH_HEADING);
  const sources: SampleManifest['sources'] = {};
  let done = 0;
  for (const plan of plans) {
    // written beside and moved in the end: a file that is there is whole
    const partial = join(out, `.${plan.source}.csv`);
    const file = `${plan.source}.${plan.format ?? 'csv'}`;
    const lines = createLineFile(partial);
    const columns = readColumns(join(catalogue, 'sources'), plan.source);
    const round = changed === undefined ? undefined : { share: changed };
    const written = writeSource(world, plan, columns, lines, truths, round, (rows) => {
      done += rows;
      onProgress(Math.min(done, total), total, plan.source);
    });
    lines.close();
    if (plan.format === 'parquet') await writeParquet(partial, join(out, file));
    else if (plan.format === 'xlsx') await writeWorkbook(partial, join(out, file), plan.source);
    else renameSync(partial, join(out, file));
    rmSync(partial, { force: true });
    sources[plan.source] = { ...written, file };
    // a bar that is drawn by timers gets its turn
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (const truth of Object.values(truths)) truth.close();
  const rows = Object.values(sources).reduce((sum, source) => sum + source.rows, 0);
  const manifest = { district, seed, scale, today, ...(changed === undefined ? {} : { changed }), rows, sources };
  writeFileSync(join(out, 'sample.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/** Reads what a folder of department files was made from. @throws Error when there is no `sample.json` */
export function readSampleManifest(folder: string): SampleManifest {
  return JSON.parse(readFileSync(join(folder, 'sample.json'), 'utf8')) as SampleManifest;
}
