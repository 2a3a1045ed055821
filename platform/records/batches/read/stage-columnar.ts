import type { DuckDBConnection } from '@duckdb/node-api';
import { quote } from '@gewu/identifiers/sql/half-width-sql';
import { quoteName } from '@gewu/linkage/run-sql';
import { Problem } from '../../../http/problem.ts';
import { queryRows } from '../../entities/run-statements.ts';
import type { Source } from '../../sources/declaration.ts';
import { unreadable } from './file-kind.ts';
import { matchHeading } from './match-heading.ts';
import { trimmedSql } from './trimmed-sql.ts';

/** How many objects of a JSON file are looked at for the names of their members. */
const LOOK_AT = 1000;
const OBJECT_BYTES = 2 ** 24;

/**
 * Reads Parquet, or JSON (a list of objects, or one object a line), into `staged`; a row's line is its place in the
 * file, counted as if there were a heading. Values are taken as text: dates as 2026-11-24, numbers as they are written.
 */
export async function stageColumnar(
  db: DuckDBConnection,
  source: Source,
  kind: 'parquet' | 'json',
  path: string,
): Promise<void> {
  try {
    const heading = kind === 'parquet' ? await parquetHeading(db, path) : await jsonHeading(db, path);
    const names = matchHeading(source, heading).map((place) => heading[place] as string);
    const from =
      kind === 'parquet'
        ? `read_parquet(${quote(path)})`
        : `read_json(${quote(path)}, maximum_object_size = ${OBJECT_BYTES}, columns = {${[...new Set(names)]
            .map((name) => `${quote(name)}: 'VARCHAR'`)
            .join(', ')}})`;
    await db.run(
      `INSERT INTO staged SELECT row_number() OVER () + 1, NULL, ${names.map((name) => trimmedSql(`CAST(${quoteName(name)} AS VARCHAR)`)).join(', ')} FROM ${from}`,
    );
  } catch (error) {
    throw error instanceof Problem ? error : unreadable();
  }
}

async function parquetHeading(db: DuckDBConnection, path: string): Promise<string[]> {
  const rows = await queryRows<{ column_name: string }>(db, `DESCRIBE SELECT * FROM read_parquet(${quote(path)})`);
  return rows.map(({ column_name }) => column_name);
}

async function jsonHeading(db: DuckDBConnection, path: string): Promise<string[]> {
  const rows = await queryRows<{ name: string }>(
    db,
    `SELECT DISTINCT unnest(json_keys(json)) AS name FROM
       (SELECT json FROM read_json_objects(${quote(path)}, maximum_object_size = ${OBJECT_BYTES}) LIMIT ${LOOK_AT}) ORDER BY name`,
  );
  return rows.map(({ name }) => name);
}
