import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import type pg from 'pg';

/** What the wire of `pg` offers beyond its declared types. */
type Wire = {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
  stream: NodeJS.ReadableStream & NodeJS.WritableStream & { writableNeedDrain: boolean };
};

const ignore = (): void => undefined;
const ignored = {
  handleRowDescription: ignore,
  handleDataRow: ignore,
  handlePortalSuspended: ignore,
  handleEmptyQuery: ignore,
};

/** The rows of a query as CSV with a header, read from PostgreSQL no faster than the reader takes them. */
export function copyFromPostgres(client: pg.ClientBase, query: string): Readable {
  const out = new PassThrough();
  let wire: Wire | undefined;
  out.on('drain', () => wire?.stream.resume());
  // Whoever stops reading must not leave the connection waiting for ever.
  out.on('close', () => wire?.stream.resume());
  client.query({
    ...ignored,
    submit(to: Wire) {
      wire = to;
      to.query(`copy (${query}) to stdout (format csv, header)`);
    },
    handleCopyData({ chunk }: { chunk: Buffer }) {
      // A copy: pg reads on into the memory behind the chunk.
      if (!out.destroyed && !out.write(Buffer.from(chunk))) wire?.stream.pause();
    },
    handleCommandComplete: ignore,
    handleError: (error: Error) => out.destroy(error),
    handleReadyForQuery: () => out.end(),
  } as unknown as pg.Submittable);
  return out;
}

/**
 * Copies CSV with a header into a table of PostgreSQL, no faster than it takes them.
 * @param into the table and, in brackets, its columns, quoted
 * @returns how many rows went in
 */
export function copyToPostgres(client: pg.ClientBase, into: string, source: Readable): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    let failed: Error | undefined;
    const send = async (wire: Wire): Promise<void> => {
      try {
        for await (const chunk of source) {
          if (failed) return;
          wire.sendCopyFromChunk(chunk as Buffer);
          if (wire.stream.writableNeedDrain) await once(wire.stream, 'drain');
        }
        wire.endCopyFrom();
      } catch (error) {
        wire.sendCopyFail(error instanceof Error ? error.message : String(error));
      }
    };
    client.query({
      ...ignored,
      submit: (wire: Wire) => wire.query(`copy ${into} from stdin (format csv, header)`),
      handleCopyInResponse: (wire: Wire) => void send(wire),
      handleCommandComplete({ text }: { text: string }) {
        rows = Number(text.split(' ')[1] ?? 0);
      },
      handleError(error: Error) {
        failed = error;
        source.destroy();
        reject(error);
      },
      handleReadyForQuery: () => {
        if (!failed) resolve(rows);
      },
    } as unknown as pg.Submittable);
  });
}
