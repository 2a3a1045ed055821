import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText, readRows } from '../run-sql.ts';

const YES = ['1', '1.0', 'y', 'yes', 'true', 'same', '是', '同', '同一', '对'];
const NO = ['0', '0.0', 'n', 'no', 'false', 'different', '否', '异', '不同', '错'];
const DOUBT = ['', '?', '？', 'unsure', '不确定'];

/**
 * Reads the answers of a review file into a table (id_l, id_r, score), 1 for "one and the same", 0 for "two". Pairs
 * without an answer or with a question mark are left out.
 *
 * @param file a CSV file with the columns id_l, id_r and answer, in any place and beside any other
 * @param table where the labels go, made anew
 * @returns how many pairs have an answer
 * @throws Error naming the answers that are neither yes nor no, and the pairs they belong to
 */
export async function readReview(connection: DuckDBConnection, file: string, table: string): Promise<number> {
  const answers = `(select id_l, id_r, lower(trim(coalesce(answer, ''))) as answer
    from read_csv(${quoteText(file)}, header = true, all_varchar = true, quote = '"', escape = '"'))`;
  const among = (words: string[]): string => `answer in (${words.map(quoteText).join(', ')})`;
  const strange = await readRows(
    connection,
    `select id_l, id_r, answer from ${answers} where not ${among([...YES, ...NO, ...DOUBT])} limit 5`,
  );
  if (strange.length > 0) {
    const named = strange.map(({ id_l, id_r, answer }) => `"${answer}" for ${id_l} and ${id_r}`).join(', ');
    throw new Error(`An answer is yes or no (是 or 否), or left empty; ${file} says ${named}.`);
  }
  await connection.run(`create or replace table ${quoteName(table)} as
    select id_l, id_r, (${among(YES)})::integer::double as score from ${answers} where ${among([...YES, ...NO])}`);
  const [row] = await readRows(connection, `select count(*) as n from ${quoteName(table)}`);
  return Number(row?.n ?? 0);
}
