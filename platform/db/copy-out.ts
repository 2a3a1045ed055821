import { PassThrough, type Readable } from 'node:stream';
import type pg from 'pg';

type Connection = { query(text: string): void; stream: { pause(): void; resume(): void } };

/**
 * The rows of a query as text, read no faster than the reader takes them.
 * @param query a select without parameters
 * @param format of COPY, e.g. COPY_FORMAT
 * @returns bytes; an error of the database ends the stream with it
 */
export function copyOut(client: pg.ClientBase, query: string, format: string): Readable {
  const out = new PassThrough({ highWaterMark: 2 ** 20 });
  const nothing = () => undefined;
  let connection: Connection | undefined;
  out.on('error', nothing); // the reader may come later than the error, and is told it then
  out.on('drain', () => connection?.stream.resume());
  client.query({
    submit: (to: Connection) => {
      connection = to;
      to.query(`copy (${query}) to stdout (${format})`);
    },
    handleCopyData: ({ chunk }: { chunk: Buffer }) => {
      // a reader that has left must not stop the connection: what is left runs into the void
      // the driver's buffer holds the next rows while this one still waits to be read: hence the copy
      if (!out.destroyed && !out.write(Buffer.from(chunk))) connection?.stream.pause();
    },
    handleError: (error: Error) => out.destroy(error),
    handleReadyForQuery: () => out.end(),
    handleCommandComplete: nothing,
    handleRowDescription: nothing,
    handleDataRow: nothing,
    handlePortalSuspended: nothing,
    handleEmptyQuery: nothing,
  } as unknown as pg.Submittable);
  out.on('close', () => connection?.stream.resume());
  return out;
}
