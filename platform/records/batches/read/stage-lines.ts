import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quote } from '@gewu/identifiers/sql/half-width-sql';
import { queryRows, runStatements } from '../../entities/run-statements.ts';
import type { Source } from '../../sources/declaration.ts';
import { rowHashes } from '../unchanged-sql.ts';
import { matchHeading } from './match-heading.ts';

/** A sign that parts nothing in a file of rows, so that a row is read as one text. */
const WHOLE = "header = false, delim = '\u0001'";

/**
 * Loads a file of rows, as `createRowWriter` writes them, into `staged`. A row that is the same, sign by sign, as when
 * its source last sent it is not even taken apart: it goes into `unchanged` (line, key, hash, record, by_line), because
 * most of a register is what it was last month. Rows that share their key with another row of the file stay, so that
 * which of them is taken is decided with the others. Leaves `file_line` (line, sum) for what the store remembers.
 * @param where folder: for what lies open meanwhile; known: number of the source, where rows of it are known
 */
export async function stageLines(
  db: DuckDBConnection,
  declared: Source,
  heading: readonly string[],
  rows: string,
  { folder, known: source }: { folder: string; known: number | undefined },
): Promise<void> {
  await noteLines(db, heading, rows, source !== undefined);
  if (source === undefined || !(await setSameAside(db, source))) return loadRows(db, declared, heading, rows);
  const rest = join(folder, 'staged-rest.csv');
  await loadSome(db, declared, heading, rest, 'ANTI JOIN unchanged u ON u.line = l.line');
  await db.run(
    `CREATE OR REPLACE TEMP TABLE shared_key AS SELECT u.line FROM unchanged u
     SEMI JOIN (SELECT ${rowHashes(declared).key} AS key FROM staged WHERE torn IS NULL) s ON s.key = u.key`,
  );
  await loadSome(db, declared, heading, rest, 'SEMI JOIN shared_key u ON u.line = l.line');
  await runStatements(db, [
    'DELETE FROM unchanged WHERE line IN (SELECT line FROM shared_key)',
    'DROP TABLE shared_key',
    'CREATE OR REPLACE TEMP TABLE file_line AS SELECT line, sum FROM file_line', // the texts need much room
  ]);
}

/** Takes note of every row's sum; of none where a cell holds a line break. */
async function noteLines(
  db: DuckDBConnection,
  heading: readonly string[],
  rows: string,
  texts: boolean,
): Promise<void> {
  const head = quote(heading.join('\u0001'));
  const odd = `contains(text, '"') AND (length(text) - length(replace(text, '"', ''))) % 2 = 1`;
  try {
    await db.run(
      `CREATE OR REPLACE TEMP TABLE file_line AS
       SELECT TRY_CAST(left(text, instr(text, ',') - 1) AS INTEGER) AS line,
         md5_number_lower(${head} || substr(text, instr(text, ','))) AS sum, ${odd} AS odd${texts ? ', text' : ''}
       FROM read_csv(${quote(rows)}, ${WHOLE}, auto_detect = false, quote = '', escape = '', new_line = '\\n',
         max_line_size = 4194304, columns = {'text': 'VARCHAR'})`,
    );
    const [{ n = 0 } = {}] = await queryRows<{ n: number }>(
      db,
      'SELECT count(*) AS n FROM file_line WHERE odd OR line IS NULL',
    );
    if (n === 0) return;
  } catch {
    // a row that holds the sign is read cell by cell like any other
  }
  await runStatements(db, noLines());
}

/** Where a file has no lines to compare. */
export const noLines = (): string[] => [
  'CREATE OR REPLACE TEMP TABLE file_line (line INTEGER, sum UBIGINT)',
  'CREATE OR REPLACE TEMP TABLE unchanged (line INTEGER, key BIGINT, hash BIGINT, record BIGINT, by_line BOOLEAN)',
];

/** @returns whether there are any */
async function setSameAside(db: DuckDBConnection, source: number): Promise<boolean> {
  await db.run(
    `INSERT INTO unchanged
     SELECT l.line, k.key, k.hash, k.record, true FROM file_line l
     JOIN (SELECT key, hash, record, sum FROM row_state WHERE source = ${source} AND NOT gone AND sum IS NOT NULL) k ON k.sum = l.sum
     WHERE l.sum NOT IN (SELECT sum FROM file_line GROUP BY sum HAVING count(*) > 1)`,
  );
  const [{ n = 0 } = {}] = await queryRows<{ n: number }>(db, 'SELECT count(*) AS n FROM unchanged');
  return n > 0;
}

async function loadSome(
  db: DuckDBConnection,
  declared: Source,
  heading: readonly string[],
  path: string,
  which: string,
): Promise<void> {
  await db.run(
    `COPY (SELECT text FROM file_line l ${which}) TO ${quote(path)} (format csv, header false, delimiter '\u0001', quote '', escape '')`,
  );
  await loadRows(db, declared, heading, path);
}

async function loadRows(db: DuckDBConnection, source: Source, heading: readonly string[], rows: string): Promise<void> {
  const places = matchHeading(source, heading);
  const types = ["'line': 'INTEGER'", ...heading.map((_, i) => `'h${i}': 'VARCHAR'`)];
  await db.run(
    `INSERT INTO staged SELECT line, NULL, ${places.map((place) => `h${place}`).join(', ')}
     FROM read_csv(${quote(rows)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', new_line = '\\n',
       strict_mode = true, max_line_size = 4194304, columns = {${types.join(', ')}})`,
  );
}
