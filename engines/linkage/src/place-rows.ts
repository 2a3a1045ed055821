import type { DuckDBConnection } from '@duckdb/node-api';
import { compileWeight, selectGammas } from './compile-weight.ts';
import { readNumber } from './run-sql.ts';
import type { Tables } from './tables.ts';
import type { TrainedModel } from './types.ts';

/**
 * Gives every row its node, in `rows`. Rows that are alike share one only if what they hold is enough to be one
 * person: their weight against themselves must reach `least`. Two rows that know nothing but a common name are two.
 * @returns how many nodes there are in the end
 */
export async function placeRows(
  connection: DuckDBConnection,
  tables: Tables,
  trained: TrainedModel,
  least: number,
): Promise<number> {
  const nodes = await readNumber(connection, `SELECT count(*) FROM ${tables.nodes}`);
  // Both sides as one struct column each: a row beside itself, without a join.
  const itself = `FROM (SELECT n AS l, n AS r FROM ${tables.nodes} AS n WHERE n.copies > 1)`;
  const weighed = `SELECT *, ${compileWeight(trained)} AS weight FROM (SELECT l.h, l.record AS kept, ${selectGammas(trained.model)} ${itself})`;
  const weak = `SELECT h, kept FROM (${weighed}) WHERE weight < ${least}`;
  await connection.run(
    `CREATE OR REPLACE TABLE ${tables.spare} AS
     SELECT s.record, s.h, (${nodes - 1} + row_number() OVER (ORDER BY s.record))::INTEGER AS node
     FROM ${tables.hashes} s JOIN (${weak}) w ON s.h = w.h AND s.record <> w.kept`,
  );
  const spare = await readNumber(connection, `SELECT count(*) FROM ${tables.spare}`);
  const placed = `SELECT s.record, n.node FROM ${tables.hashes} s JOIN ${tables.nodes} n ON s.h = n.h`;
  const apart = `SELECT s.record, coalesce(p.node, n.node) AS node FROM ${tables.hashes} s JOIN ${tables.nodes} n ON s.h = n.h
    LEFT JOIN ${tables.spare} p ON s.record = p.record`;
  await connection.run(`CREATE OR REPLACE TABLE ${tables.rows} AS ${spare ? apart : placed}`);
  if (spare) {
    await connection.run(
      `INSERT INTO ${tables.nodes} SELECT n.* REPLACE (p.node AS node, p.record AS record)
       FROM ${tables.spare} p JOIN ${tables.nodes} n ON p.h = n.h`,
    );
    await connection.run(`UPDATE ${tables.nodes} SET copies = 1 WHERE h IN (SELECT h FROM ${tables.spare})`);
  }
  await connection.run(`DROP TABLE ${tables.spare}`);
  return nodes + spare;
}
