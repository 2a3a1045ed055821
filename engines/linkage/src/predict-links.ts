import type { DuckDBConnection } from '@duckdb/node-api';
import { compilePairs } from './compile-pairs.ts';
import { compilePattern, compileWeight, selectGammas } from './compile-weight.ts';
import { inTransaction } from './in-transaction.ts';
import { readRows } from './run-sql.ts';
import type { Tables } from './tables.ts';
import type { Progress, RuleCount, TrainedModel } from './types.ts';

export type Pass = {
  least: number;
  counts: readonly RuleCount[];
  /** Pairs that one piece may compare. */
  pairsAtOnce: number;
  /** A further condition over `l` and `r`. */
  only?: string;
  signal?: AbortSignal;
  onProgress: (progress: Progress) => void;
};

/**
 * Compares the pairs of every rule and keeps those of at least `least` in `links`. Each rule is cut into pieces by
 * block; a piece and the note that it is done are one transaction, so that a run that was stopped or killed goes on
 * with what `progress` does not hold.
 * @throws the signal's reason when stopped
 */
export async function predictLinks(
  connection: DuckDBConnection,
  tables: Tables,
  trained: TrainedModel,
  pass: Pass,
): Promise<void> {
  const { model } = trained;
  const chunksOf = pass.counts.map(({ pairs }) => Math.max(1, Math.ceil(pairs / pass.pairsAtOnce)));
  const total = pass.counts.reduce((sum, { pairs }) => sum + pairs + 1, 0);
  const done = new Set(
    (await readRows(connection, `SELECT rule, chunk, chunks FROM ${tables.progress}`)).map(
      ({ rule, chunk, chunks }) => `${rule}/${chunk}/${chunks}`,
    ),
  );
  let passed = 0;
  for (const [rule, chunks] of chunksOf.entries()) {
    const pairs = ((pass.counts[rule]?.pairs ?? 0) + 1) / chunks;
    for (let chunk = 0; chunk < chunks; chunk++) {
      pass.signal?.throwIfAborted();
      if (!done.has(`${rule}/${chunk}/${chunks}`)) {
        const from = compilePairs(model, tables.nodes, rule, chunk, chunks, pass.only);
        await inTransaction(connection, async () => {
          await connection.run(`INSERT INTO ${tables.links} ${selectLinks(trained, from, pass.least)}`);
          await connection.run(`INSERT INTO ${tables.progress} VALUES (${rule}, ${chunk}, ${chunks})`);
        });
      }
      passed += pairs;
      pass.onProgress({ phase: 'predict', done: passed / total, detail: model.blocking[rule]?.key ?? '' });
    }
  }
}

/** Pairs of a relation `FROM … l JOIN … r` as rows of `links`. */
function selectLinks(trained: TrainedModel, from: string, least: number): string {
  const { model } = trained;
  const compared = `SELECT l.node AS node_l, r.node AS node_r, ${selectGammas(model)} ${from}`;
  const weighed = `SELECT *, ${compileWeight(trained)} AS weight FROM (${compared})`;
  return `SELECT node_l, node_r, weight::FLOAT, ${compilePattern(model)} FROM (${weighed}) WHERE weight >= ${least}`;
}
