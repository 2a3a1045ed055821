import { percent, signed } from '../explain/draw-waterfall.ts';
import { type Explanation, explainPair } from '../explain/explain-pair.ts';
import { quoteName, quoteText, readRows } from '../run-sql.ts';
import type { TrainedModel } from '../types.ts';
import type { Work } from './open-work.ts';
import { linkerOf } from './run-stages.ts';
import { Fault, type Language, layOut } from './speak.ts';

/** Explains two rows of the work folder as they stand now, whether a link joins them or not. */
export async function explainStage(work: Work, trained: TrainedModel, a: string, b: string): Promise<Explanation> {
  const { connection } = work;
  const id = quoteName(trained.model.id);
  const wanted = `(select ${id} from input where ${id}::varchar in (${quoteText(a)}, ${quoteText(b)}))`;
  const present = (await readRows(connection, `select ${id}::varchar as id from ${wanted}`)).map((row) => row.id);
  for (const asked of [a, b])
    if (!present.includes(asked)) throw new Fault({ zh: `没有行 ${asked}。`, en: `There is no row ${asked}.` });
  // An update for just these two derives what their fields need, with the frequencies of the whole table.
  await linkerOf({ ...work, report: () => undefined }, trained.model, { schema: 'asked' }).update(trained, wanted);
  try {
    return await explainPair({ connection, schema: 'asked', trained, left: a, right: b });
  } finally {
    await connection.run('drop schema asked cascade');
  }
}

const BAR = 30;

/** The waterfall in the letters of a terminal. */
export function writeExplanation(explanation: Explanation, language: Language, threshold: number): string {
  const t = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const { steps, priorWeight, weight, probability } = explanation;
  const longest = Math.max(...[priorWeight, weight, ...steps.map((step) => step.weight)].map(Math.abs), 1);
  const bar = (value: number): string => (value < 0 ? '░' : '█').repeat(Math.round((BAR * Math.abs(value)) / longest));
  const rows = [
    [t('起点', 'start'), t('任取两行', 'any two rows'), '', signed(priorWeight), bar(priorWeight)],
    ...steps.map((step) => [
      step.name[language],
      step.levelName[language],
      step.values.map(({ left, right }) => `${left ?? '∅'} ↔ ${right ?? '∅'}`).join('; '),
      signed(step.weight),
      bar(step.weight),
    ]),
    [t('合计', 'total'), `${t('概率', 'probability')} ${percent(probability)}`, '', signed(weight), bar(weight)],
  ];
  const verdict =
    weight >= threshold
      ? t(`达到合并阈值 ${signed(threshold)}：直接相连。`, `At or above ${signed(threshold)}: joined directly.`)
      : t(`低于合并阈值 ${signed(threshold)}：不直接相连。`, `Below ${signed(threshold)}: not joined directly.`);
  return `${layOut(rows)}\n${verdict}`;
}
