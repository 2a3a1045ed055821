import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, readNumber, readRows } from './run-sql.ts';
import { keyColumn, type Tables } from './tables.ts';
import type { LinkageModel, LinkageWarning, RuleCount } from './types.ts';

/** Rows a block may have unless its rule says otherwise. */
const LARGEST = 5000;

/** A rule that names more pairs a row than this is said to explode: it will run, but hardly pays. */
const PAIRS_EACH = 100;

/**
 * Counts the comparisons of every rule from the sizes of its blocks, before anything is compared. Blocks over the
 * rule's limit are taken out of it (their key becomes null) and named.
 */
export async function countRules(
  connection: DuckDBConnection,
  tables: Tables,
  model: LinkageModel,
): Promise<{ counts: RuleCount[]; warnings: LinkageWarning[] }> {
  const counts: RuleCount[] = [];
  const warnings: LinkageWarning[] = [];
  const nodes = await readNumber(connection, `SELECT count(*) FROM ${tables.nodes}`);
  for (const { key, on, largest = LARGEST } of model.blocking) {
    const column = keyColumn(key);
    const sizes = `SELECT ${column} AS k, count(*) AS n FROM ${tables.nodes} WHERE ${column} IS NOT NULL GROUP BY k`;
    const pairs = 'sum(n * (n - 1) / 2) FILTER (n <= limit_rows)';
    const [row] = await readRows(
      connection,
      `SELECT count(*) FILTER (n > 1) AS blocks, coalesce(${pairs}, 0)::DOUBLE AS pairs, coalesce(max(n), 0) AS most,
        count(*) FILTER (n > limit_rows) AS over, coalesce(sum(n) FILTER (n > limit_rows), 0)::DOUBLE AS rows_over
       FROM (${sizes}), (SELECT ${largest} AS limit_rows)`,
    );
    const over = Number(row?.over);
    const between = model.kind === 'link' || model.one_to_one;
    const named = between ? await countBetween(connection, tables, column, largest) : Number(row?.pairs);
    if (named > nodes * PAIRS_EACH)
      warnings.push({ kind: 'rule-explodes', rule: key, pairs: named, limit: nodes * PAIRS_EACH });
    counts.push({
      rule: key,
      blocks: Number(row?.blocks) - over,
      pairs: named,
      largestBlock: Number(row?.most),
      skippedBlocks: over,
    });
    if (over === 0) continue;
    const huge = `SELECT k FROM (${sizes}) WHERE n > ${largest}`;
    const example = on.map((expression) => `coalesce((${expression})::VARCHAR, '')`).join(` || ' · ' || `);
    const [sample] = await readRows(
      connection,
      `SELECT ${example} AS example FROM ${tables.nodes} WHERE ${column} IN (${huge}) ORDER BY 1 LIMIT 1`,
    );
    await connection.run(`UPDATE ${tables.nodes} SET ${column} = NULL WHERE ${column} IN (${huge})`);
    warnings.push({
      kind: 'blocks-skipped',
      rule: key,
      blocks: over,
      rows: Number(row?.rows_over),
      largest,
      example: String(sample?.example),
    });
  }
  return { counts, warnings };
}

/** Pairs between different sources: all pairs of a block without those within one source. */
async function countBetween(
  connection: DuckDBConnection,
  tables: Tables,
  column: string,
  largest: number,
): Promise<number> {
  const [row] = await readRows(
    connection,
    `SELECT coalesce(sum((total * total - squares) / 2), 0)::DOUBLE AS pairs FROM (
       SELECT k, sum(n) AS total, sum(n * n) AS squares FROM (
         SELECT ${column} AS k, ${quoteName('source')} AS s, count(*) AS n FROM ${tables.nodes}
         WHERE ${column} IS NOT NULL GROUP BY ALL) GROUP BY k) WHERE total <= ${largest}`,
  );
  return Number(row?.pairs);
}
