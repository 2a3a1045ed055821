import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type pg from 'pg';

type Connection = {
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
  query(text: string): void;
  stream: NodeJS.WritableStream & { writableNeedDrain?: boolean };
};

/**
 * How rows travel as text: tabs part the columns; a cell that holds a tab or a line break stands between signs that
 * never occur in text. DuckDB writes it with COPY_FORMAT_DUCKDB
 * and reads it with COPY_READ_DUCKDB.
 */
export const COPY_FORMAT = "format csv, delimiter E'\\t', quote E'\\x01', escape E'\\x01', null ''";
export const COPY_FORMAT_DUCKDB = "format csv, header false, delimiter '\t', quote '\u0001', escape '\u0001'";
export const COPY_READ_DUCKDB =
  "auto_detect = false, header = false, delim = '\t', quote = '\u0001', escape = '\u0001', new_line = '\\n'";

/**
 * Copies rows into a table within the current transaction, at the pace the database takes them. PostgreSQL copies into
 * no table whose policies bind the role; where the role is not exempt (only a superuser may exempt it, see migrate),
 * the rows go by way of a temporary table.
 * @param source the rows as text in COPY_FORMAT, the columns in the order given
 * @returns how many rows went in
 */
export async function copyRows(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  source: Readable,
): Promise<number> {
  const list = columns.join(', ');
  const { rows } = await client.query<{ bound: boolean }>('select row_security_active($1::regclass) as bound', [table]);
  if (!rows[0]?.bound) return copyStraight(client, `${table} (${list})`, source);
  const temporary = `load_${table}`;
  await client.query(`create temporary table ${temporary} on commit drop as select ${list} from ${table} limit 0`);
  await copyStraight(client, `${temporary} (${list})`, source);
  const { rowCount } = await client.query(`insert into ${table} (${list}) select ${list} from ${temporary}`);
  await client.query(`drop table ${temporary}`);
  return rowCount ?? 0;
}

function copyStraight(client: pg.ClientBase, into: string, source: Readable): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    let failed: Error | undefined;
    const send = async (connection: Connection) => {
      try {
        for await (const chunk of source) {
          if (failed) return;
          sendChunk(connection, chunk as Buffer);
          if (connection.stream.writableNeedDrain) await once(connection.stream as never, 'drain');
        }
        connection.endCopyFrom();
      } catch (error) {
        failed ??= error as Error;
        connection.sendCopyFail(failed.message);
      }
    };
    const nothing = () => undefined;
    client.query({
      submit: (connection: Connection) => connection.query(`copy ${into} from stdin (${COPY_FORMAT})`),
      handleCopyInResponse: (connection: Connection) => void send(connection),
      handleCommandComplete: ({ text }: { text: string }) => {
        rows = Number(text.split(' ')[1] ?? 0);
      },
      handleError: (error: Error) => {
        failed ??= error;
        source.destroy();
        reject(failed);
      },
      handleReadyForQuery: () => (failed ? reject(failed) : resolve(rows)),
      handleRowDescription: nothing,
      handleDataRow: nothing,
      handlePortalSuspended: nothing,
      handleEmptyQuery: nothing,
    } as unknown as pg.Submittable);
  });
}

/** The message CopyData without a copy of what it carries: the driver's own would make one of every chunk. */
function sendChunk({ stream }: Connection, chunk: Buffer): void {
  const head = Buffer.allocUnsafe(5);
  head[0] = 0x64; // d
  head.writeUInt32BE(chunk.length + 4, 1);
  stream.write(head);
  stream.write(chunk);
}
