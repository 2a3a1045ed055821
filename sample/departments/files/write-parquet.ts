import { DuckDBInstance } from '@duckdb/node-api';

/** Turns a CSV file into a Parquet file of text columns. */
export async function writeParquet(csv: string, parquet: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  try {
    const connection = await instance.connect();
    const quoted = (path: string) => `'${path.replaceAll("'", "''")}'`;
    await connection.run(
      `copy (select * from read_csv(${quoted(csv)}, all_varchar = true, header = true, nullstr = '\\N')) to ${quoted(parquet)} (format parquet, compression zstd)`,
    );
    connection.closeSync();
  } finally {
    instance.closeSync();
  }
}
