import type { DuckDBConnection } from '@duckdb/node-api';
import { compileKey } from './compile-key.ts';
import { compileEligible } from './compile-pairs.ts';
import { selectGammas } from './compile-weight.ts';
import { readNumber, readRows } from './run-sql.ts';
import type { Tables } from './tables.ts';
import type { LinkageModel } from './types.ts';

/** How many pairs stand at the same levels; EM needs nothing else of the pairs. */
export type PatternCount = { gammas: number[]; count: number };

/** Blocks with more rows teach little and cost much; training passes over them. */
const LARGEST_TRAINED = 500;

/** Levels of the pairs of a relation `FROM … l JOIN … r`, counted. Sorted, so that sums never depend on order. */
export async function countPatterns(
  connection: DuckDBConnection,
  model: LinkageModel,
  from: string,
): Promise<PatternCount[]> {
  const columns = model.comparisons.map((_, i) => `g${i}`);
  const rows = await readRows(
    connection,
    `SELECT ${columns.join(', ')}, count(*) AS n FROM (SELECT ${selectGammas(model)} ${from}) GROUP BY ALL ORDER BY ALL`,
  );
  return rows.map((row) => ({ gammas: columns.map((column) => Number(row[column])), count: Number(row.n) }));
}

/**
 * Levels of pairs drawn at random, about `pairs` of them: the rows are dealt into heaps by a seeded hash of their id,
 * and compared within each heap. Pairs that a deterministic rule knows to be one are left out, because u is about
 * pairs that are not.
 */
export async function countRandomPatterns(
  connection: DuckDBConnection,
  tables: Tables,
  model: LinkageModel,
  seed: number,
  pairs: number,
): Promise<PatternCount[]> {
  const nodes = await readNumber(connection, `SELECT count(*) FROM ${tables.nodes}`);
  const every = Math.max(1, Math.floor(nodes / 200_000));
  const sampled = nodes / every;
  const heaps = Math.max(1, Math.floor((sampled * sampled) / (2 * pairs)));
  const rules = model.deterministic.rules.map((on, i) => `${compileKey(on)} AS d${i}`);
  const known = model.deterministic.rules.map((_, i) => `(l.d${i} = r.d${i}) IS NOT TRUE`);
  const draw = `SELECT *, hash(record, ${seed}) AS drawn FROM ${tables.nodes}`;
  const sample = `(SELECT *, (drawn // ${every}) % ${heaps} AS heap, ${rules.join(', ')} FROM (${draw}) WHERE drawn % ${every} = 0)`;
  const where = known.length ? `WHERE ${known.join(' AND ')}` : '';
  return countPatterns(
    connection,
    model,
    `FROM ${sample} AS l JOIN ${sample} AS r ON l.heap = r.heap AND ${compileEligible(model)} ${where}`,
  );
}

/** Levels of pairs within the blocks of a training rule: all of them, or of a share of the blocks if there are too many. */
export async function countBlockPatterns(
  connection: DuckDBConnection,
  tables: Tables,
  model: LinkageModel,
  on: readonly string[],
  pairs: number,
): Promise<PatternCount[]> {
  const keyed = `SELECT *, ${compileKey(on)} AS k FROM ${tables.nodes}`;
  const blocks = (every: number) =>
    `SELECT k, count(*) AS n FROM (${keyed}) WHERE k % ${every} = 0 GROUP BY k HAVING n BETWEEN 2 AND ${LARGEST_TRAINED}`;
  // Counted on a sixteenth of the blocks first when there are many rows.
  const probe = (await readNumber(connection, `SELECT count(*) FROM ${tables.nodes}`)) > 500_000 ? 16 : 1;
  const all = probe * (await readNumber(connection, `SELECT sum(n * (n - 1) / 2)::DOUBLE FROM (${blocks(probe)})`));
  const every = Math.max(1, Math.round(all / pairs));
  const sample = `(SELECT * FROM (${keyed}) WHERE k IN (SELECT k FROM (${blocks(every)})))`;
  return countPatterns(
    connection,
    model,
    `FROM ${sample} AS l JOIN ${sample} AS r ON l.k = r.k AND ${compileEligible(model)}`,
  );
}
