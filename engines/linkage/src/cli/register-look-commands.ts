import { writeFileSync } from 'node:fs';
import { drawLines } from '../charts/draw-lines.ts';
import { findUnlinkables } from '../evaluate/find-unlinkables.ts';
import type { ScorePoint } from '../evaluate/score-pairs.ts';
import { drawWaterfall } from '../explain/draw-waterfall.ts';
import { readReview } from '../review/read-review.ts';
import { writeReview } from '../review/write-review.ts';
import { readNumberOption } from './cluster-stage.ts';
import { explainStage, writeExplanation } from './explain-stage.ts';
import type { CommonOptions, Make } from './main.ts';
import { hasTable, readTrained, withWork } from './open-work.ts';
import { linkerOf } from './run-stages.ts';
import { scoreStage, writeScoreChart } from './score-stage.ts';
import { count, Fault, type Language, layOut } from './speak.ts';

type EvaluateOptions = CommonOptions & { truth?: string; labels?: string; chart?: string; json?: boolean };
type ReviewOptions = CommonOptions & { out?: string; read?: string; most?: string; width?: string };

/** Commands that look at a result: evaluate, explain, review, unlinkables. */
export function registerLookCommands(make: Make, language: Language): void {
  const t = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const written = (file: string) => ({ zh: `写入 ${file}。`, en: `Written to ${file}.` });

  make('evaluate', t('与真值列或人工判定比较', 'compare with a column of the truth, or with judged pairs'))
    .option(
      '--truth <column>',
      t('真值列，或由各列得出真值的 SQL 表达式', 'the column of the truth, or an SQL expression over the columns'),
    )
    .option(
      '--labels <file>',
      t('已判定的对：…_l、…_r、score，或填好的复核文件', 'judged pairs: …_l, …_r, score, or an answered review file'),
    )
    .option('--chart <file.svg>', t('写出各阈值的曲线', 'write the chart over all thresholds'))
    .option('--json', t('输出 JSON', 'answer in JSON'))
    .action((options: EvaluateOptions) =>
      withWork({ ...options, language }, async (work) => {
        const { model } = readTrained(work);
        const { pairs, clusters } = await scoreStage(work, model, options);
        if (options.chart) writeScoreChart(options.chart, pairs, language);
        const atThreshold = pairs.points.find(({ threshold }) => threshold >= model.thresholds.cluster);
        if (options.json) {
          const { points: _, ...rest } = pairs;
          const answer = JSON.stringify({ ...rest, atThreshold, clusters });
          work.say({ zh: answer, en: answer });
          return;
        }
        const row = (
          name: string,
          point: Omit<ScorePoint, 'threshold'> & { threshold?: number },
        ): (string | number)[] => [
          name,
          point.threshold === undefined ? '' : point.threshold.toFixed(2),
          ...[point.precision, point.recall, point.f1].map((share) => share.toFixed(4)),
          point.right,
          point.wrong,
          point.missed,
        ];
        const table = layOut([
          [
            '',
            t('阈值', 'threshold'),
            t('精确率', 'precision'),
            t('召回率', 'recall'),
            'F1',
            t('对', 'right'),
            t('错', 'wrong'),
            t('漏', 'missed'),
          ],
          ...(pairs.best ? [row(t('成对，最佳', 'pairs, best'), pairs.best)] : []),
          ...(atThreshold
            ? [row(t('成对，合并阈值', 'pairs, as joined'), { ...atThreshold, threshold: model.thresholds.cluster })]
            : []),
          ...(clusters ? [row(t('对象', 'entities'), clusters)] : []),
        ]);
        work.say({ zh: table, en: table });
        if (options.chart) work.say(written(options.chart));
      }),
    );

  make('explain', t('说明两行为何是或不是同一对象', 'say why two rows are or are not one'))
    .argument('<a>')
    .argument('<b>')
    .option('--svg <file.svg>', t('写出瀑布图', 'write the waterfall picture'))
    .action((a: string, b: string, options: CommonOptions & { svg?: string }) =>
      withWork({ ...options, language }, async (work) => {
        const trained = readTrained(work);
        const explanation = await explainStage(work, trained, a, b);
        const text = writeExplanation(explanation, language, trained.model.thresholds.cluster);
        work.say({ zh: text, en: text });
        if (!options.svg) return;
        writeFileSync(
          options.svg,
          drawWaterfall(explanation, { language, threshold: trained.model.thresholds.cluster }),
        );
        work.say(written(options.svg));
      }),
    );

  make('review', t('把存疑的对交给人判定，再读回答案', 'hand doubtful pairs to people, and read their answers back'))
    .option('-o, --out <file.csv>', t('写出复核文件', 'write the review file'))
    .option('--read <file.csv>', t('读回填好的文件', 'read an answered file'))
    .option('--most <n>', t('最多多少对', 'pairs at most'), '200')
    .option('--width <weight>', t('离合并阈值多远仍算存疑', 'how far from the threshold a pair is doubtful'), '5')
    .action((options: ReviewOptions) =>
      withWork({ ...options, language }, async (work) => {
        const { connection } = work;
        const { model } = readTrained(work);
        if (options.read) {
          const answers = await readReview(connection, options.read, 'labels');
          work.say({ zh: `读入 ${count(answers)} 个答案。`, en: `${count(answers)} answers read.` });
        }
        if (options.out) {
          if (!(await hasTable(connection, 'kept', 'links')))
            throw new Fault({
              zh: '还没有链接；先运行 predict 或 run。',
              en: 'There are no links yet; predict or run first.',
            });
          const pairs = `(select l.record as id_l, r.record as id_r, k.weight from kept.links k
            join kept.nodes l on l.node = k.node_l join kept.nodes r on r.node = k.node_r)`;
          const most = readNumberOption('--most', options.most ?? '200');
          const width = readNumberOption('--width', options.width ?? '5');
          const n = await writeReview({ connection, pairs, table: 'input', model, file: options.out, most, width });
          work.say({
            zh: `${count(n)} 对存疑，写入 ${options.out}。`,
            en: `${count(n)} doubtful pairs written to ${options.out}.`,
          });
        }
        if (!options.read && !options.out)
          throw new Fault({
            zh: '请用 --out 写出或用 --read 读入。',
            en: 'Write a file with --out, or read one with --read.',
          });
      }),
    );

  make('unlinkables', t('信息太少、永远无法链接的行', 'rows that hold too little ever to be linked'))
    .option('--chart <file.svg>', t('写出曲线', 'write the chart'))
    .action((options: CommonOptions & { chart?: string }) =>
      withWork({ ...options, language }, async (work) => {
        const trained = readTrained(work);
        await linkerOf(work, trained.model, { schema: 'asked' }).count();
        const found = await findUnlinkables({ connection: work.connection, schema: 'asked', trained });
        await work.connection.run('drop schema asked cascade');
        const share = `${((100 * found.unlinkable) / Math.max(1, found.rows)).toFixed(2)} %`;
        work.say({
          zh: `${count(found.rows)} 行中有 ${count(found.unlinkable)} 行（${share}）即使与自身相比也达不到阈值 ${found.threshold}。`,
          en: `${count(found.unlinkable)} of ${count(found.rows)} rows (${share}) could not reach the threshold ${found.threshold} even against themselves.`,
        });
        if (!options.chart) return;
        const title = t('各阈值下无法链接的行', 'Rows that cannot be linked, by threshold');
        const points = found.points.map(({ threshold, share: y }) => ({ x: threshold, y }));
        const series = [{ name: t('无法链接', 'unlinkable'), colour: 'b' as const, points }];
        const mark = { x: found.threshold, word: share };
        writeFileSync(
          options.chart,
          drawLines({ title, xLabel: t('阈值（匹配权重）', 'threshold (match weight)'), series, mark }),
        );
        work.say(written(options.chart));
      }),
    );
}
