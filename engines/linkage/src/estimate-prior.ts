import type { DuckDBConnection } from '@duckdb/node-api';
import { compileKey } from './compile-key.ts';
import { compileEligible } from './compile-pairs.ts';
import { readNumber, readRows } from './run-sql.ts';
import type { Tables } from './tables.ts';
import type { LinkageModel } from './types.ts';

/** Blocks of a deterministic rule larger than this are not deterministic. */
const LARGEST = 500;

/**
 * Probability that two nodes drawn at random are one: pairs that any deterministic rule finds, divided by the share
 * of all matches the rules are guessed to find, divided by all pairs. Counted on a share of the blocks of large tables.
 * @returns 0 when no rule finds a pair
 */
export async function estimatePrior(
  connection: DuckDBConnection,
  tables: Tables,
  model: LinkageModel,
): Promise<number> {
  const { rules, recall } = model.deterministic;
  const nodes = await readNumber(connection, `SELECT count(*) FROM ${tables.nodes}`);
  const every = Math.max(1, Math.floor(nodes / 500_000));
  const keys = rules.map((on, i) => `${compileKey(on)} AS d${i}`).join(', ');
  const source = model.source ? ', source' : '';
  const keyed = `(SELECT node${source}, ${keys} FROM ${tables.nodes})`;
  let found = 0;
  for (let i = 0; i < rules.length; i++) {
    const small = `(SELECT d${i} FROM ${keyed} WHERE d${i} % ${every} = 0 GROUP BY ALL HAVING count(*) BETWEEN 2 AND ${LARGEST})`;
    const side = `(SELECT * FROM ${keyed} WHERE d${i} IN ${small})`;
    const earlier = rules.slice(0, i).map((_, j) => `(l.d${j} = r.d${j}) IS NOT TRUE`);
    found += await readNumber(
      connection,
      `SELECT count(*) FROM ${side} AS l JOIN ${side} AS r ON l.d${i} = r.d${i} AND ${compileEligible(model)}
       ${earlier.length ? `WHERE ${earlier.join(' AND ')}` : ''}`,
    );
  }
  return (found * every) / recall / (await countAllPairs(connection, tables, model, nodes));
}

async function countAllPairs(
  connection: DuckDBConnection,
  tables: Tables,
  model: LinkageModel,
  nodes: number,
): Promise<number> {
  const all = (nodes * (nodes - 1)) / 2;
  if (model.kind !== 'link' && !model.one_to_one) return Math.max(1, all);
  const within = await readRows(connection, `SELECT count(*) AS n FROM ${tables.nodes} GROUP BY source`);
  return Math.max(
    1,
    within.reduce((rest, { n }) => rest - (Number(n) * (Number(n) - 1)) / 2, all),
  );
}
