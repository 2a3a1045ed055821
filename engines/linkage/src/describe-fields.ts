import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, readRows } from './run-sql.ts';
import type { LinkageModel } from './types.ts';

/** What the engine must know of the table before it can work. */
export type DescribedFields = {
  /** SQL over the table for each field that is read from it, in the order declared. */
  expressions: ReadonlyMap<string, string>;
  /** Columns of the table behind each field, so that a rule on one is known to touch the other. */
  columns: ReadonlyMap<string, ReadonlySet<string>>;
};

/**
 * Reads the columns of the table and settles the expression of every field. Texts are trimmed, and empty ones count as
 * missing: files rarely tell the two apart.
 * @throws Error when a column or an expression does not fit the table, in the words of DuckDB
 */
export async function describeFields(
  connection: DuckDBConnection,
  table: string,
  model: LinkageModel,
): Promise<DescribedFields> {
  const read = Object.entries(model.fields).filter(([, field]) => !field.derive);
  const raw = read.map(([name, field]) => [name, field.expression ?? quoteName(name)] as const);
  const select = raw.map(([name, sql]) => `${sql} AS ${quoteName(name)}`);
  const types = await readRows(connection, `DESCRIBE SELECT ${select.join(', ')} FROM ${table} AS t`);
  const present = (await readRows(connection, `DESCRIBE SELECT * FROM ${table} AS t`)).map((row) =>
    String(row.column_name).toLowerCase(),
  );
  const expressions = new Map<string, string>();
  for (const [i, [name, sql]] of raw.entries())
    expressions.set(name, types[i]?.column_type === 'VARCHAR' ? `nullif(trim(${sql}), '')` : sql);
  const columns = new Map<string, ReadonlySet<string>>();
  for (const [name, field] of Object.entries(model.fields)) {
    const source = field.derive ? field.derive.pinyin : name;
    const words = listWords(expressions.get(source) ?? '');
    columns.set(name, new Set(present.filter((column) => words.has(column))));
  }
  return { expressions, columns };
}

/** The words of an expression, lower case: good enough to see which names it may use. */
export function listWords(expression: string): ReadonlySet<string> {
  return new Set(expression.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []);
}
