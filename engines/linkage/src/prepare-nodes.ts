import type { DuckDBConnection } from '@duckdb/node-api';
import { compileCitizenRight } from './compile-citizen-right.ts';
import { compileKey } from './compile-key.ts';
import { derivedColumns } from './compile-test.ts';
import { deriveValues } from './derive-values.ts';
import type { DescribedFields } from './describe-fields.ts';
import { type Derived, listDerived, needsValues } from './list-derived.ts';
import { quoteName, readNumber } from './run-sql.ts';
import { frequencyColumn, keyColumn, type Tables } from './tables.ts';
import type { LinkageModel } from './types.ts';

export type Prepared = { rows: number; nodes: number };

/**
 * Makes `hashes` (record, h) and `nodes` from the table. Rows that agree in every field become one node, because what is
 * compared once need not be compared again; where rows of one source may not be linked they stay apart.
 * @param update the table holds only candidates of an update: values are derived, and `changed` holds the ids that are
 */
export async function prepareNodes(
  connection: DuckDBConnection,
  schema: string,
  tables: Tables,
  table: string,
  model: LinkageModel,
  described: DescribedFields,
  update = false,
): Promise<Prepared> {
  const names = [...described.expressions.keys()].map(quoteName);
  const apart = model.kind === 'link' || model.one_to_one;
  const fields = [...described.expressions].map(([name, sql]) => `${sql} AS ${quoteName(name)}`);
  if (model.source) fields.push(`${quoteName(model.source)} AS source`);
  const id = quoteName(model.id);
  const hashed = `hash(${[...names, ...(apart ? ['record'] : [])].join(', ')})`;
  const read = `SELECT ${id} AS record, ${fields.join(', ')} FROM ${table} AS t`;
  await connection.run(`CREATE OR REPLACE TABLE ${tables.hashes} AS SELECT record, ${hashed} AS h FROM (${read})`);
  // Which rows stand for others is settled on hashes alone; only theirs are read again in full.
  const changed = update ? `, bool_or(record IN (FROM ${tables.changed})) AS changed` : '';
  await connection.run(
    `CREATE OR REPLACE TABLE ${tables.base} AS SELECT a.h, a.copies${update ? ', a.changed' : ''}, t.*
     FROM (${read}) AS t JOIN (SELECT h, min(record) AS record, count(*)::INTEGER AS copies${changed}
                               FROM ${tables.hashes} GROUP BY h) AS a ON a.record = t.record`,
  );
  const kept = [...names, ...(model.source ? ['source'] : []), ...(update ? ['changed'] : [])];
  const derived = listDerived(model);
  // An update has derived them over the whole table beforehand.
  if (!update)
    for (const [field, wanted] of derived) {
      if (!needsValues(wanted)) continue;
      const column = quoteName(field);
      const known = `FROM ${tables.base} WHERE ${column} IS NOT NULL`;
      const counted = `SELECT ${column} AS value, sum(copies) / (SELECT sum(copies) ${known})::DOUBLE AS share ${known} GROUP BY value`;
      await deriveValues(connection, schema, tables, field, wanted, counted);
    }
  await connection.run(selectNodes(tables, model, derived, kept));
  await connection.run(`DROP TABLE ${tables.base}`);
  for (const field of derived.keys()) await connection.run(`DROP TABLE IF EXISTS ${tables.values(field)}`);
  const rows = await readNumber(connection, `SELECT count(*) FROM ${tables.hashes}`);
  return { rows, nodes: await readNumber(connection, `SELECT count(*) FROM ${tables.nodes}`) };
}

/** Numbers the nodes by their place in the table, and adds derived columns, frequencies and keys of blocks. */
function selectNodes(tables: Tables, model: LinkageModel, derived: Map<string, Derived>, kept: string[]): string {
  const columns: string[] = [];
  const joins: string[] = [];
  const bodies: string[] = [];
  const rights: string[] = [];
  for (const [field, wanted] of derived) {
    if (wanted.right) {
      const body = quoteName(`body_${field}`);
      const compiled = compileCitizenRight(quoteName(field), body);
      bodies.push(body);
      columns.push(`${compiled.body.replaceAll(quoteName(field), `b.${quoteName(field)}`)} AS ${body}`);
      rights.push(`${compiled.right} AS ${quoteName(derivedColumns.right(field))}`);
    }
    if (!needsValues(wanted)) continue;
    const alias = quoteName(`v_${field}`);
    joins.push(`LEFT JOIN ${tables.values(field)} AS ${alias} ON ${alias}.value = b.${quoteName(field)}`);
    if (wanted.pinyin) columns.push(`${alias}.pinyin AS ${quoteName(derivedColumns.pinyin(field))}`);
    if (wanted.sorted) columns.push(`${alias}.sorted AS ${quoteName(derivedColumns.sorted(field))}`);
    if (wanted.shape) columns.push(`${alias}.shape AS ${quoteName(derivedColumns.shape(field))}`);
    for (const name of wanted.text) columns.push(`${alias}.reading AS ${quoteName(name)}`);
    for (const key of wanted.frequency) columns.push(`log2(${alias}.share)::FLOAT AS ${frequencyColumn(key)}`);
  }
  const keys = model.blocking.map(({ key, on }) => `${compileKey(on)} AS ${keyColumn(key)}`);
  const own = kept.map((name) => `b.${name}`);
  const without = bodies.length ? ` EXCLUDE (${bodies.join(', ')})` : '';
  return `CREATE OR REPLACE TABLE ${tables.nodes} AS SELECT *${without}, ${[...rights, ...keys].join(', ')}
    FROM (SELECT b.rowid::INTEGER AS node, b.record, b.copies, b.h, ${[...own, ...columns].join(', ')}
          FROM ${tables.base} AS b ${joins.join(' ')})`;
}
