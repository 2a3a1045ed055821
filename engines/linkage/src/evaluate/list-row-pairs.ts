import { quoteName } from '../run-sql.ts';

/**
 * Query of (id_l, id_r, weight): every pair of rows that a linker's `rows` and `links` call linked. Rows that share a
 * node agree in every field and are one at every threshold: they stand with the heaviest links.
 */
export function listRowPairs(schema: string): string {
  const name = quoteName(schema);
  return `select l.record as id_l, r.record as id_r, k.weight from ${name}.links k
      join ${name}.rows l on l.node = k.node_l join ${name}.rows r on r.node = k.node_r
    union all
    select l.record, r.record, (select coalesce(max(weight), 0) from ${name}.links)
      from ${name}.rows l join ${name}.rows r on l.node = r.node and l.record < r.record`;
}
