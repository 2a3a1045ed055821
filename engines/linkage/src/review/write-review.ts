import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText, readNumber } from '../run-sql.ts';
import type { LinkageModel } from '../types.ts';

export type ReviewOptions = {
  connection: DuckDBConnection;
  /** A relation (id_l, id_r, weight). */
  pairs: string;
  /** The rows themselves. */
  table: string;
  model: LinkageModel;
  /** The CSV file to write. */
  file: string;
  /** Weight around which pairs are doubtful, by default the model's `thresholds.cluster`, and how far to each side. */
  threshold?: number;
  width?: number;
  /** Pairs at most; 200 by default. */
  most?: number;
};

/**
 * Writes doubtful pairs for people to judge: CSV with the fields side by side (`name_l`, `name_r`) and an empty column
 * `answer`. The pairs are drawn evenly over the weights around the threshold, the same pairs every time, strongest
 * last. `readReview` reads the answers back.
 *
 * @returns how many pairs were written
 */
export async function writeReview(options: ReviewOptions): Promise<number> {
  const { connection, pairs, table, model, file, width = 5, most = 200 } = options;
  const threshold = options.threshold ?? model.thresholds.cluster;
  const id = quoteName(model.id);
  const fields = Object.entries(model.fields).filter(([, field]) => !field.derive);
  const read = fields.map(([name, field]) => `${field.expression ?? quoteName(name)} as ${quoteName(name)}`);
  const rows = `(select ${[`${id} as "~id"`, ...read].join(', ')} from ${table} as t)`;
  const side = fields.flatMap(([name]) => [
    `l.${quoteName(name)} as ${quoteName(`${name}_l`)}`,
    `r.${quoteName(name)} as ${quoteName(`${name}_r`)}`,
  ]);
  const bins = Math.max(1, Math.round(width * 4));
  const drawn = `select id_l, id_r, weight from (
      select *, row_number() over (partition by bin order by hash(least(id_l, id_r)::varchar, greatest(id_l, id_r)::varchar)) as turn
      from (select id_l, id_r, weight, floor((weight - ${threshold - width}) * ${bins} / ${2 * width}) as bin
            from ${pairs} where weight between ${threshold - width} and ${threshold + width})
    ) order by turn, bin limit ${most}`;
  await connection.run(`copy (
      select d.id_l, d.id_r, round(d.weight::double, 2) as weight, round(1 / (1 + power(2, -d.weight)), 4) as probability,
        '' as answer${side.map((column) => `, ${column}`).join('')}
      from (${drawn}) d join ${rows} l on l."~id" = d.id_l join ${rows} r on r."~id" = d.id_r order by d.weight, d.id_l, d.id_r
    ) to ${quoteText(file)} (format csv, header)`);
  return readNumber(connection, `select count(*) from (${drawn})`);
}
