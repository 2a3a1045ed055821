import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { keepRun } from '../cluster/merge-update.ts';
import { openLinker } from '../open-linker.ts';
import type { LinkageModel, Linker, TrainedModel } from '../types.ts';
import { describeWarning } from './describe-warning.ts';
import type { Work } from './open-work.ts';
import { count } from './speak.ts';

/** A linker over the rows of the work folder. */
export function linkerOf(work: Work, model: LinkageModel, options: { schema?: string; seed?: number } = {}): Linker {
  return openLinker({
    connection: work.connection,
    table: 'input',
    schema: options.schema ?? 'link',
    model,
    onProgress: work.report,
    signal: work.signal,
    ...(options.seed !== undefined && { seed: options.seed }),
  });
}

/** Learns from the rows and keeps what was learned as one JSON file, whole or not at all. */
export async function trainStage(work: Work, linker: Linker): Promise<TrainedModel> {
  const trained = await linker.train();
  mkdirSync(dirname(work.trainedFile), { recursive: true });
  writeFileSync(`${work.trainedFile}.part`, `${JSON.stringify(trained, null, 2)}\n`);
  renameSync(`${work.trainedFile}.part`, work.trainedFile);
  for (const warning of trained.warnings) work.say(describeWarning(warning, trained.model));
  work.say({
    zh: `已训练：任取两行为同一对象的概率 ${trained.prior.toExponential(2)}；写入 ${work.trainedFile}。`,
    en: `Trained: any two rows are one with probability ${trained.prior.toExponential(2)}; written to ${work.trainedFile}.`,
  });
  return trained;
}

/** Finds the links and remembers them for clusters and later updates. */
export async function predictStage(
  work: Work,
  linker: Linker,
  trained: TrainedModel,
  options: { resume?: boolean; least?: number } = {},
): Promise<void> {
  const found = await linker.predict(trained, options);
  for (const warning of found.warnings) work.say(describeWarning(warning, trained.model));
  const { identifiers } = trained.model;
  await work.connection.run('drop table if exists pending'); // a full run makes good whatever an update left undone
  await keepRun({ connection: work.connection, from: 'link', into: 'kept', ...(identifiers && { identifiers }) });
  work.say({
    zh: `${count(found.rows)} 行中有 ${count(found.nodes)} 行各不相同；比对 ${count(found.pairs)} 对，留下 ${count(found.links)} 条链接。`,
    en: `${count(found.nodes)} of ${count(found.rows)} rows are distinct; ${count(found.pairs)} pairs compared, ${count(found.links)} links kept.`,
  });
}
