import type { DuckDBConnection } from '@duckdb/node-api';
import { compileKey } from './compile-key.ts';
import { deriveValues } from './derive-values.ts';
import type { DescribedFields } from './describe-fields.ts';
import { listDerived, needsValues } from './list-derived.ts';
import { quoteName } from './run-sql.ts';
import type { Tables } from './tables.ts';
import type { LinkageModel } from './types.ts';

/**
 * Makes `candidates`: the rows that are changed and those that share a block with one, in one scan of the table; and
 * `values_<field>`, counted over the whole table so that a common name stays common.
 * @param changed relation whose first column holds the ids
 */
export async function findCandidates(
  connection: DuckDBConnection,
  schema: string,
  tables: Tables,
  table: string,
  model: LinkageModel,
  described: DescribedFields,
  changed: string,
): Promise<void> {
  const id = `t.${quoteName(model.id)}`;
  await connection.run(`CREATE OR REPLACE TABLE ${tables.changed} AS SELECT id FROM ${changed} AS c(id)`);
  const joins: string[] = [];
  const texts: string[] = [];
  for (const [field, wanted] of listDerived(model)) {
    if (!needsValues(wanted)) continue;
    const value = described.expressions.get(field) ?? quoteName(field);
    const read = `SELECT ${value} AS value FROM ${table} AS t`;
    const counted = `SELECT value, n / sum(n) OVER ()::DOUBLE AS share FROM (SELECT value, count(*) AS n FROM (${read}) WHERE value IS NOT NULL GROUP BY value)`;
    await deriveValues(connection, schema, tables, field, wanted, counted);
    if (wanted.text.length === 0) continue;
    joins.push(
      `LEFT JOIN ${tables.values(field)} AS ${quoteName(`v_${field}`)} ON ${quoteName(`v_${field}`)}.value = ${value}`,
    );
    for (const name of wanted.text) texts.push(`${quoteName(`v_${field}`)}.reading AS ${quoteName(name)}`);
  }
  const fields = [...described.expressions].map(([name, sql]) => `${sql} AS ${quoteName(name)}`);
  const keyed = (where: string) =>
    `(SELECT "~id", ${model.blocking.map(({ on }, i) => `${compileKey(on)} AS k${i}`).join(', ')}
      FROM (SELECT ${id} AS "~id", ${[...fields, ...texts].join(', ')} FROM ${table} AS t ${joins.join(' ')} ${where}))`;
  const touched = keyed(`WHERE ${id} IN (FROM ${tables.changed})`);
  await connection.run(`CREATE OR REPLACE TABLE ${tables.spare} AS SELECT * FROM ${touched}`);
  const shares = model.blocking.map((_, i) => `k${i} IN (SELECT k${i} FROM ${tables.spare} WHERE k${i} IS NOT NULL)`);
  const near = `SELECT "~id" FROM ${keyed('')} WHERE "~id" IN (FROM ${tables.changed}) OR ${shares.join(' OR ')}`;
  await connection.run(
    `CREATE OR REPLACE TABLE ${tables.candidates} AS SELECT * FROM ${table} AS t WHERE ${id} IN (${near})`,
  );
  await connection.run(`DROP TABLE ${tables.spare}`);
}
