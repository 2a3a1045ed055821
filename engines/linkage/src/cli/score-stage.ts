import { writeFileSync } from 'node:fs';
import { drawLines } from '../charts/draw-lines.ts';
import { listRowPairs } from '../evaluate/list-row-pairs.ts';
import { type ClusterScores, scoreClusters } from '../evaluate/score-clusters.ts';
import { type Scores, scorePairs, type Truth } from '../evaluate/score-pairs.ts';
import { readRowsFrom } from '../io/read-rows-from.ts';
import { readReview } from '../review/read-review.ts';
import { quoteName } from '../run-sql.ts';
import type { LinkageModel } from '../types.ts';
import { hasTable, listColumns, type Work } from './open-work.ts';
import { Fault, type Language } from './speak.ts';

export type Judgement = { pairs: Scores; clusters?: ClusterScores };

/** Scores what is remembered against a column that tells the truth, or against pairs that people have judged. */
export async function scoreStage(
  work: Work,
  model: LinkageModel,
  options: { truth?: string; labels?: string },
): Promise<Judgement> {
  const { connection } = work;
  if (!(await hasTable(connection, 'kept', 'links')))
    throw new Fault({ zh: '还没有链接；先运行 predict 或 run。', en: 'There are no links yet; predict or run first.' });
  const pairs = `(${listRowPairs('kept')})`;
  if (!options.truth) {
    await loadLabels(work, model, options.labels);
    return { pairs: await scorePairs(connection, pairs, { labels: 'labels' }) };
  }
  const betweenSources = model.kind === 'link';
  const source = model.source ? quoteName(model.source) : 'null';
  const truth: Truth = {
    rows: `(select ${quoteName(model.id)} as record, ${options.truth} as entity, ${source} as source from input)`,
    betweenSources,
  };
  const scores = await scorePairs(connection, pairs, truth);
  if (!(await hasTable(connection, 'main', 'entities'))) return { pairs: scores };
  return { pairs: scores, clusters: await scoreClusters(connection, 'entities', truth.rows, betweenSources) };
}

/** Fills `labels` from a file: an answered review file, or two columns of ids (`…_l`, `…_r`) and a score. */
async function loadLabels(work: Work, model: LinkageModel, file: string | undefined): Promise<void> {
  const { connection } = work;
  if (!file) {
    if (await hasTable(connection, 'main', 'labels')) return;
    throw new Fault({
      zh: '请用 --truth 指明真值列，或用 --labels 给出已判定的对。',
      en: 'Name the column of the truth with --truth, or judged pairs with --labels.',
    });
  }
  await readRowsFrom(connection, file, 'labels_read');
  const columns = await listColumns(connection, 'labels_read');
  if (columns.includes('answer')) {
    await readReview(connection, file, 'labels');
    return;
  }
  const id = [model.id, 'id', 'record'].find((name) => columns.includes(`${name}_l`) && columns.includes(`${name}_r`));
  const score = columns.find((name) => ['score', 'clerical_match_score', 'match'].includes(name));
  if (!id || !score)
    throw new Fault({
      zh: `${file} 需要三列：${model.id}_l、${model.id}_r 和 score。`,
      en: `${file} needs three columns: ${model.id}_l, ${model.id}_r and score.`,
    });
  await connection.run(`create or replace table labels as
    select ${quoteName(`${id}_l`)} as id_l, ${quoteName(`${id}_r`)} as id_r, ${quoteName(score)}::double as score from labels_read`);
}

/** The chart of precision, recall and F1 by threshold. */
export function writeScoreChart(file: string, { points, best }: Scores, language: Language): void {
  const names = {
    precision: { zh: '精确率', en: 'precision' },
    recall: { zh: '召回率', en: 'recall' },
    f1: { zh: 'F1', en: 'F1' },
  };
  const line = (key: 'precision' | 'recall' | 'f1', colour: 'a' | 'b' | 'c') => ({
    name: names[key][language],
    colour,
    points: points.map((point) => ({ x: point.threshold, y: point[key] })),
  });
  const title = { zh: '精确率、召回率与 F1', en: 'Precision, recall and F1' }[language];
  const xLabel = { zh: '阈值（匹配权重）', en: 'threshold (match weight)' }[language];
  const word = { zh: '最佳 F1', en: 'best F1' }[language];
  const svg = drawLines({
    title,
    xLabel,
    series: [line('precision', 'a'), line('recall', 'b'), line('f1', 'c')],
    ...(best && { mark: { x: best.threshold, word: `${word} ${best.f1.toFixed(3)} (${best.threshold.toFixed(2)})` } }),
  });
  writeFileSync(file, svg);
}
