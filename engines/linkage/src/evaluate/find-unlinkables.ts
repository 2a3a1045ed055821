import type { DuckDBConnection } from '@duckdb/node-api';
import { compileWeight, selectGammas } from '../compile-weight.ts';
import { quoteName, readRows } from '../run-sql.ts';
import type { TrainedModel } from '../types.ts';

export type Unlinkables = {
  rows: number;
  /** Rows whose weight against themselves lies below the threshold: they hold too little to be recognised. */
  unlinkable: number;
  threshold: number;
  /** Share of rows that could not reach a threshold, by rising threshold. */
  points: { threshold: number; share: number }[];
};

/**
 * Compares every row with itself: what a row weighs then is the most it can ever weigh against another. Rows below the
 * threshold can never be linked, whatever the other row says; improve their data, not the model.
 *
 * @param options.schema where a linker has prepared `nodes`
 * @param options.threshold by default the model's `thresholds.cluster`
 */
export async function findUnlinkables(options: {
  connection: DuckDBConnection;
  schema: string;
  trained: TrainedModel;
  threshold?: number;
}): Promise<Unlinkables> {
  const { connection, trained } = options;
  const threshold = options.threshold ?? trained.model.thresholds.cluster;
  const nodes = `${quoteName(options.schema)}.nodes`;
  const byWeight = await readRows(
    connection,
    `select round(weight::double, 1) as weight, sum(copies)::bigint as n,
       sum(copies) filter (weight < ${threshold})::bigint as below
     from (select copies, ${compileWeight(trained)} as weight
           from (select l.copies, ${selectGammas(trained.model)} from ${nodes} l join ${nodes} r on r.node = l.node))
     group by 1 order by 1`,
  );
  const rows = byWeight.reduce((sum, { n }) => sum + Number(n), 0);
  const points: Unlinkables['points'] = [];
  let below = 0;
  for (const { weight, n } of byWeight) {
    points.push({ threshold: Number(weight), share: below / rows });
    below += Number(n);
  }
  const last = points.at(-1);
  if (last) points.push({ threshold: last.threshold + 0.1, share: 1 });
  return { rows, unlinkable: byWeight.reduce((sum, row) => sum + Number(row.below ?? 0), 0), threshold, points };
}
