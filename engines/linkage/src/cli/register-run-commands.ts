import type { Command } from 'commander';
import { loadModel } from '../load-model.ts';
import type { LinkageModel } from '../types.ts';
import { type ClusterStageOptions, clusterStage, readNumberOption } from './cluster-stage.ts';
import { loadInput } from './load-input.ts';
import type { CommonOptions, Make } from './main.ts';
import { hasTable, readTrained, type Work, withWork } from './open-work.ts';
import { linkerOf, predictStage, trainStage } from './run-stages.ts';
import { Fault, type Language, layOut } from './speak.ts';
import { updateStage } from './update-stage.ts';

type InputOptions = CommonOptions & { input?: string[]; encoding?: string };
type ModelOptions = InputOptions & { model: string; seed?: string };
type PredictOptions = InputOptions & { resume?: boolean; least?: string };

/** Commands that learn, compare and join: train, predict, cluster, run, update, check. */
export function registerRunCommands(make: Make, language: Language): void {
  const t = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const withModel = (command: Command): Command =>
    command
      .requiredOption('-m, --model <file>', t('声明模型的 YAML 或 JSON 文件', 'the model, a YAML or JSON file'))
      .option('--seed <n>', t('抽样的种子', 'seed of every sample'), '1');
  const withInput = (command: Command): Command =>
    command
      .option(
        '-i, --input <place...>',
        t(
          '数据：.csv .parquet .json 文件或 postgres://…#表，可写作 名称=文件',
          'rows: a .csv, .parquet or .json file or postgres://…#table, also as NAME=FILE',
        ),
      )
      .option(
        '--encoding <name>',
        t('CSV 的编码，如 gb18030，默认 utf-8', 'of CSV files, e.g. gb18030; utf-8 by default'),
      );
  const withPredict = (command: Command): Command =>
    command
      .option('--resume', t('接着上次被中断的比对继续', 'go on where an earlier run was stopped'))
      .option('--least <weight>', t('保留链接的最低权重', 'least weight of a link that is kept'));
  const withCluster = (command: Command): Command =>
    command
      .option('-o, --out <place>', t('每行属于哪个对象', 'write which row belongs to which entity'))
      .option('--links <place>', t('写出链接', 'write the links'))
      .option('--bridges <place>', t('写出被切断的桥', 'write the bridges that were cut'))
      .option(
        '--retired <place>',
        t('写出不再使用的编号及其去向', 'write numbers that are no more, and where they went'),
      )
      .option('--threshold <weight>', t('从此权重起合并', 'weight from which two rows are one'))
      .option(
        '--largest <n>',
        t('一个对象最多的不同行数，默认 500', 'distinct rows of an entity at most, 500 by default'),
      )
      .option(
        '--pins <file>',
        t('人工指定：两列，行号与 entity', "a clerk's word: two columns, the row's id and entity"),
      );

  withInput(
    withModel(
      make(
        'check',
        t('不比对，先数每条分块规则会产生多少对', 'count what each blocking rule would compare, without comparing'),
      ),
    ),
  ).action((options: ModelOptions) =>
    withWork({ ...options, language }, async (work) => {
      const model = await bring(work, options);
      const counts = await linkerOf(work, model, { schema: 'asked' }).count();
      await work.connection.run('drop schema asked cascade');
      const head = [
        t('规则', 'rule'),
        t('块', 'blocks'),
        t('最大块', 'largest'),
        t('跳过', 'skipped'),
        t('对', 'pairs'),
      ];
      const total = counts.reduce((sum, { pairs }) => sum + pairs, 0);
      const table = layOut([
        head,
        ...counts.map((c) => [c.rule, c.blocks, c.largestBlock, c.skippedBlocks, c.pairs]),
        [t('合计', 'total'), '', '', '', total],
      ]);
      work.say({ zh: table, en: table });
    }),
  );
  withInput(
    withModel(make('train', t('从数据本身学习，不用真值', 'learn from the rows themselves, without any truth'))),
  ).action((options: ModelOptions) =>
    withWork({ ...options, language }, async (work) => {
      const model = await bring(work, options);
      await trainStage(work, linkerOf(work, model, { seed: readNumberOption('--seed', options.seed ?? '1') }));
    }),
  );
  withPredict(withInput(make('predict', t('比对并留下链接', 'compare and keep the links')))).action(
    (options: PredictOptions) =>
      withWork({ ...options, language }, async (work) => {
        const trained = readTrained(work);
        await bringRows(work, trained.model, options);
        await predictStage(work, linkerOf(work, trained.model), trained, predictOptions(options));
      }),
  );
  withCluster(make('cluster', t('把链接合成对象，编号保持不变', 'turn links into entities whose numbers stay'))).action(
    (options: CommonOptions & ClusterStageOptions) =>
      withWork({ ...options, language }, (work) => clusterStage(work, readTrained(work).model, options)),
  );
  withCluster(
    withPredict(
      withInput(withModel(make('run', t('训练、比对、合并一次完成', 'train, predict and cluster in one go')))),
    ),
  ).action((options: ModelOptions & PredictOptions & ClusterStageOptions) =>
    withWork({ ...options, language }, async (work) => {
      if (options.resume) await needInput(work);
      const model = options.resume ? readTrained(work).model : await bring(work, options);
      const linker = linkerOf(work, model, { seed: readNumberOption('--seed', options.seed ?? '1') });
      const trained = options.resume ? readTrained(work) : await trainStage(work, linker);
      await predictStage(work, linker, trained, predictOptions(options));
      await clusterStage(work, model, options);
    }),
  );
  withCluster(withInput(make('update', t('只处理新增、更改和消失的行', 'take in rows that are new, changed or gone'))))
    .option('--partial', t('输入只含新增和更改的行', 'the input holds only new and changed rows'))
    .action((options: CommonOptions & ClusterStageOptions & InputOptions & { partial?: boolean }) =>
      withWork({ ...options, language }, async (work) => {
        const trained = readTrained(work);
        if (!options.input) throw new Fault({ zh: '请用 --input 给出数据。', en: 'Name the rows with --input.' });
        await updateStage(work, trained, options.input, options);
        await clusterStage(work, trained.model, options);
      }),
    );
}

/** The model, with the rows loaded, or those of the run before when none are named. */
async function bring(work: Work, options: ModelOptions): Promise<LinkageModel> {
  const model = loadModel(options.model);
  await bringRows(work, model, options);
  return model;
}

async function bringRows(work: Work, model: LinkageModel, { input, encoding }: InputOptions): Promise<void> {
  if (input) await loadInput(work, model, input, { ...(encoding && { encoding }) });
  else await needInput(work);
}

async function needInput({ connection }: Work): Promise<void> {
  if (!(await hasTable(connection, 'main', 'input')))
    throw new Fault({ zh: '还没有数据；请用 --input 给出。', en: 'There are no rows yet; name them with --input.' });
}

function predictOptions({ resume, least }: PredictOptions): { resume?: boolean; least?: number } {
  return { ...(resume && { resume }), ...(least !== undefined && { least: readNumberOption('--least', least) }) };
}
