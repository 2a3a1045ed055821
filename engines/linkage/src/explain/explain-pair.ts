import type { DuckDBConnection } from '@duckdb/node-api';
import { selectGammas, weightToProbability } from '../compile-weight.ts';
import { quoteName, quoteText, readRows } from '../run-sql.ts';
import type { Comparison, Text, TrainedModel } from '../types.ts';

/** What one comparison says about a pair. */
export type ExplainedStep = {
  comparison: string;
  name: Text;
  /** The values that were compared, one a field, null where a row has none. */
  values: { field: string; left: string | null; right: string | null }[];
  /** Number of the level, −1 where nothing is known. */
  level: number;
  levelName: Text;
  /** log2(m/u) of the level, adjusted to how common the value is. */
  weight: number;
  /** The part of the weight that comes from how common or rare the value is. */
  fromFrequency: number;
};

export type Explanation = {
  left: string;
  right: string;
  /** log2 of the odds of a match before anything is compared. */
  priorWeight: number;
  steps: ExplainedStep[];
  /** priorWeight plus the weights of the steps. */
  weight: number;
  probability: number;
};

const UNKNOWN: Text = { zh: '不详', en: 'not known' };
const DIFFERENT: Text = { zh: '不同', en: 'different' };

/**
 * Explains why two rows are, or are not, held to be one: where every pair starts, what each comparison adds or takes,
 * and what it comes to. Weights are log2 of odds and simply add up (Fellegi & Sunter 1969), so that the steps are the
 * whole story.
 *
 * @param options.schema where a linker has left `rows` and `nodes` that hold both rows
 * @throws Error when either row is not there
 */
export async function explainPair(options: {
  connection: DuckDBConnection;
  schema: string;
  trained: TrainedModel;
  left: string;
  right: string;
}): Promise<Explanation> {
  const { connection, trained } = options;
  const { model } = trained;
  const schema = quoteName(options.schema);
  const node = (id: string): string =>
    `(select n.* from ${schema}.nodes n join ${schema}.rows r on r.node = n.node where r.record::varchar = ${quoteText(id)})`;
  const shown = [...new Set(model.comparisons.flatMap(fieldsOf))].filter((field) => !model.fields[field]?.derive);
  const values = shown.flatMap((field) => [
    `l.${quoteName(field)}::varchar as ${quoteName(`l_${field}`)}`,
    `r.${quoteName(field)}::varchar as ${quoteName(`r_${field}`)}`,
  ]);
  const [row] = await readRows(
    connection,
    `select ${[selectGammas(model), ...values].join(', ')} from ${node(options.left)} l, ${node(options.right)} r`,
  );
  if (!row) throw new Error(`There is no row ${options.left} or no row ${options.right}.`);
  const text = (key: string): string | null => (row[key] === null || row[key] === undefined ? null : String(row[key]));
  const steps = model.comparisons.map((comparison, at): ExplainedStep => {
    const level = Number(row[`g${at}`]);
    const frequency = row[`lf${at}`];
    return {
      comparison: comparison.key,
      name: comparison.name,
      values: fieldsOf(comparison).map((field) => {
        const source = model.fields[field]?.derive?.pinyin ?? field;
        return { field: source, left: text(`l_${source}`), right: text(`r_${source}`) };
      }),
      level,
      levelName: level < 0 ? UNKNOWN : (comparison.levels[level]?.name ?? DIFFERENT),
      ...weigh(trained, at, level, typeof frequency === 'number' ? frequency : undefined),
    };
  });
  const weight = steps.reduce((sum, step) => sum + step.weight, trained.priorWeight);
  return {
    left: options.left,
    right: options.right,
    priorWeight: trained.priorWeight,
    steps,
    weight,
    probability: weightToProbability(weight),
  };
}

/** The fields a reader wants to see beside a comparison. */
function fieldsOf(comparison: Comparison): string[] {
  return [comparison.field, ...(comparison.also ?? [])];
}

/**
 * The weight of a level; where it follows the frequency f of the value, u gives way to f by the declared share:
 * weight + share × (log2 u − log2 f).
 */
function weigh(
  trained: TrainedModel,
  at: number,
  level: number,
  logFrequency: number | undefined,
): { weight: number; fromFrequency: number } {
  const learned = trained.comparisons[at]?.levels[level];
  if (!learned) return { weight: 0, fromFrequency: 0 };
  const share = trained.model.comparisons[at]?.levels[level]?.frequency ?? 0;
  const fromFrequency = logFrequency === undefined ? 0 : share * (Math.log2(learned.u) - logFrequency);
  return { weight: learned.weight + fromFrequency, fromFrequency };
}
