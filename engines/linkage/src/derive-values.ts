import { type DuckDBConnection, DuckDBDataChunk, VARCHAR } from '@duckdb/node-api';
import type { Derived } from './list-derived.ts';
import { writeForm } from './look-alikes.ts';
import { readPinyin } from './read-pinyin.ts';
import type { Tables } from './tables.ts';

/** Rows of a data chunk, DuckDB's own vector size. */
const CHUNK = 2048;

/**
 * Makes `values_<field>`: each distinct value once, with its share of the rows and what is derived from it. Readings and
 * look-alike forms are worked out here rather than in SQL, because they come from tables of characters.
 * @param counted SQL that gives (value, share)
 */
export async function deriveValues(
  connection: DuckDBConnection,
  schema: string,
  tables: Tables,
  field: string,
  derived: Derived,
  counted: string,
): Promise<void> {
  const readings = derived.pinyin || derived.text.length > 0;
  const target = tables.values(field);
  const sorted = derived.sorted ? `, hash(list_sort(string_split(value, ''))) AS sorted` : '';
  if (!readings && !derived.shape) {
    await connection.run(`CREATE OR REPLACE TABLE ${target} AS SELECT *${sorted} FROM (${counted})`);
    return;
  }
  await connection.run(`CREATE OR REPLACE TABLE ${tables.counted} AS ${counted}`);
  await connection.run(`CREATE OR REPLACE TABLE ${tables.forms} (value VARCHAR, reading VARCHAR, form VARCHAR)`);
  const appender = await connection.createAppender('forms', schema);
  // Not streamed: an appender and an open stream on one connection end each other.
  const result = await connection.run(`SELECT value FROM ${tables.counted}`);
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const values = chunk.getColumnValues(0) as string[];
    for (let from = 0; from < values.length; from += CHUNK) {
      const part = values.slice(from, from + CHUNK);
      const out = DuckDBDataChunk.create([VARCHAR, VARCHAR, VARCHAR], part.length);
      out.setColumns([part, readings ? part.map(readPinyin) : part, derived.shape ? part.map(writeForm) : part]);
      appender.appendDataChunk(out);
    }
  }
  appender.closeSync();
  await connection.run(
    `CREATE OR REPLACE TABLE ${target} AS SELECT *${sorted}
     FROM (SELECT value, share, reading, hash(reading) AS pinyin, hash(form) AS shape
           FROM ${tables.counted} JOIN ${tables.forms} USING (value))`,
  );
  await connection.run(`DROP TABLE ${tables.counted}; DROP TABLE ${tables.forms}`);
}
