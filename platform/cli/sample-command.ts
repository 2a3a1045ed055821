import { type Command, InvalidArgumentError } from 'commander';
import type { Installation } from '../compose.ts';
import { withSystem } from '../db/with-actor.ts';
import { refreshIndicators } from '../insights/refresh-indicators.ts';
import { createProgress } from './create-progress.ts';
import { stageSampleFiles } from './stage-sample-files.ts';
import { withInstallation } from './with-installation.ts';
import { type SampleFiles, writeSampleFiles } from './write-sample-files.ts';

const SEED = 610402;

/** `gewu sample`: fills a database with the seeded sample district; with `--scale` writes its department files instead. */
export function registerSample(program: Command): void {
  program
    .command('sample')
    .description('load the seeded sample district')
    .option('--cases <n>', 'how many cases', wholeNumber, 3000)
    .option('--seed <n>', 'another seed gives another district life', wholeNumber, SEED)
    .option('--scale <s>', 'write the department files instead: 1 is the whole district, 9,000,000 rows', share)
    .option('--out <folder>', 'where the files go; <data>/records/sample unless said otherwise')
    .option('--changed <part>', 'a second round of the files in which this part of the rows differs, e.g. 0.02', share)
    .option('--from <folder>', 'the files of the first round')
    .action(async (options: { cases: number; seed: number } & Partial<SampleFiles>) => {
      if (options.scale === undefined && options.changed === undefined)
        return withInstallation((installation) => load(installation, options));
      process.stdout.write(`${await writeSampleFiles(options)}\n`);
    });
}

/** Loads the sample at the very first start and never again. */
export async function loadFirstSample(installation: Installation, cases: number): Promise<void> {
  const { any, unfinished } = await withSystem(installation.ctx.pool, async (db) => ({
    any: await db.selectFrom('area').select('code').limit(1).executeTakeFirst(),
    // a first start that was cut off between the district and its cases goes on with the cases
    unfinished: await db.selectFrom('setting').select('key').where('key', '=', 'sample-unfinished').executeTakeFirst(),
  }));
  if (any && !unfinished) return;
  const { ctx } = installation;
  const folder = ctx.config.sampleRows ? await writeSampleFiles({ seed: SEED }) : undefined;
  await load(installation, { cases, seed: SEED });
  if (folder !== undefined) await stageSampleFiles(ctx, folder);
}

async function load(installation: Installation, options: { cases: number; seed: number }): Promise<void> {
  // loaded only when wanted: a server that is up again needs none of it
  const { loadSample } = await import('../../sample/load-sample.ts');
  const progress = createProgress('sample 示例');
  await loadSample(installation, { ...options, onProgress: progress.report });
  progress.stop();
  const counting = createProgress('indicators 指标');
  await refreshIndicators(installation.ctx.pool, { onProgress: counting.report });
  counting.stop();
}

function share(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 1)) throw new InvalidArgumentError('a number over 0, up to 1, is wanted');
  return number;
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number is wanted');
  return Number(text);
}
