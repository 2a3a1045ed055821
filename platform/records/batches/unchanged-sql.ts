import type { Source } from '../sources/declaration.ts';
import { rawColumn } from './columns.ts';

/** Keyed hashes of a row's own key and of all its cells, over the raw columns. */
export function rowHashes(source: Source): { key: string; hash: string } {
  const keys = source.key.map((column) => rawColumn(source.fields.findIndex((field) => field.column === column)));
  const cells = source.fields.map((_, i) => `coalesce(${rawColumn(i)}, '')`);
  return {
    key: `row_hash(concat_ws(chr(31), ${keys.join(', ')}))`,
    hash: `row_hash(concat_ws(chr(31), ${cells.join(', ')}))`,
  };
}

/**
 * Statements that take the rows which say what is known already out of `staged`, into `unchanged` (line, key, hash,
 * record, by_line): however they are written now, they need no second judgement. A key that stands twice in the file
 * stays, because which of the two is taken is decided with the others.
 * @param source number of the source in the table `source`
 */
export function setUnchangedAside(declared: Source, source: number): string[] {
  const { key, hash } = rowHashes(declared);
  return [
    `INSERT INTO unchanged
      WITH known AS (SELECT key, hash, record FROM row_state WHERE source = ${source} AND NOT gone),
      came AS (SELECT line, ${key} AS key, ${hash} AS hash FROM staged WHERE torn IS NULL AND EXISTS (FROM known))
      SELECT c.line, c.key, c.hash, k.record, false FROM came c JOIN known k ON k.key = c.key AND k.hash = c.hash
      WHERE c.key NOT IN (SELECT key FROM came GROUP BY key HAVING count(*) > 1)`,
    `CREATE OR REPLACE TEMP TABLE staged AS SELECT s.* FROM staged s ANTI JOIN unchanged u ON u.line = s.line`,
  ];
}
