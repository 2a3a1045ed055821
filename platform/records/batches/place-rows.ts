import type { DuckDBConnection } from '@duckdb/node-api';
import type { RecordsContext } from '../records-context.ts';
import type { Source } from '../sources/declaration.ts';
import { placeAddresses } from '../work/place-addresses.ts';
import { readNames } from '../work/read-names.ts';
import { valueColumn } from './columns.ts';
import { addressColumns } from './fate-sql.ts';

/** Reads the addresses in `checked` that nobody has read before. */
export async function placeRows(ctx: RecordsContext, db: DuckDBConnection, source: Source): Promise<void> {
  const columns = addressColumns(source);
  if (columns.length === 0) return;
  const texts = columns.map((i) => `SELECT ${valueColumn(i)} AS text FROM checked WHERE ${valueColumn(i)} IS NOT NULL`);
  await placeAddresses(db, `SELECT DISTINCT text FROM (${texts.join(' UNION ALL ')})`, await readNames(ctx, db));
}
