export type Place =
  | { kind: 'csv' | 'parquet' | 'json'; path: string }
  | { kind: 'postgres'; url: string; relation: string };

/**
 * Where rows come from or go to: a file by its ending (.csv, .tsv, .txt, .parquet, .json, .ndjson, .jsonl; CSV and JSON
 * also with .gz), or `postgres://…#schema.table`; a source may name a query instead: `postgres://…#select …`.
 *
 * @throws Error when the ending is none of these, or a database is named without a table
 */
export function parsePlace(text: string): Place {
  if (/^postgres(ql)?:\/\//.test(text)) {
    const at = text.indexOf('#');
    const relation = at < 0 ? '' : text.slice(at + 1).trim();
    if (relation === '') throw new Error(`Name the table after a #, as in postgres://host/database#schema.table.`);
    return { kind: 'postgres', url: text.slice(0, at), relation };
  }
  const ending = /\.([a-z]+)(\.gz)?$/i.exec(text)?.[1]?.toLowerCase();
  if (ending === 'csv' || ending === 'tsv' || ending === 'txt') return { kind: 'csv', path: text };
  if (ending === 'parquet') return { kind: 'parquet', path: text };
  if (ending === 'json' || ending === 'ndjson' || ending === 'jsonl') return { kind: 'json', path: text };
  throw new Error(`${text} is not a .csv, .tsv, .parquet, .json or .ndjson file, nor a table in postgres://….`);
}
