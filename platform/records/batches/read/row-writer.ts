import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

const ROOM = 2 ** 19;
const FLUSH = ROOM - 2 ** 14;
const DELIMITER = 0x2c;
const NEWLINE = 0x0a;

/** Writes the rows of a table as CSV that leaves a reader nothing to guess: its line first, then as many cells as the heading. */
export type RowWriter = {
  /** A row whose bytes are known to be right already: as many cells as the heading, commas, no quotes. */
  writeBytes(line: number, bytes: Uint8Array): void;
  writeCells(line: number, cells: readonly string[]): void;
  /** Waits until the disk has caught up. */
  drain(): Promise<void>;
  close(): Promise<void>;
};

export function createRowWriter(path: string): RowWriter {
  const stream = createWriteStream(path, { mode: 0o600, highWaterMark: 4 * ROOM });
  let failed: unknown;
  stream.on('error', (error) => {
    failed = error;
  });
  let buffer = Buffer.allocUnsafe(ROOM);
  let at = 0;
  const flush = () => {
    if (at > 0) stream.write(buffer.subarray(0, at));
    buffer = Buffer.allocUnsafe(ROOM);
    at = 0;
  };
  const put = (bytes: Uint8Array) => {
    if (at + bytes.length + 16 > buffer.length) {
      flush();
      if (bytes.length + 16 > buffer.length) buffer = Buffer.allocUnsafe(bytes.length + 16);
    }
    buffer.set(bytes, at);
    at += bytes.length;
  };
  const number = (value: number) => {
    if (at + 16 > buffer.length) flush();
    at += buffer.write(String(value), at, 'latin1');
    buffer[at++] = DELIMITER;
  };
  const end = () => {
    buffer[at++] = NEWLINE;
    if (at > FLUSH) flush();
  };
  return {
    writeBytes(line, bytes) {
      number(line);
      put(bytes);
      end();
    },
    writeCells(line, cells) {
      number(line);
      put(Buffer.from(cells.map(quoteCell).join(',')));
      end();
    },
    async drain() {
      if (failed) throw failed;
      if (stream.writableNeedDrain) await once(stream, 'drain');
    },
    async close() {
      flush();
      stream.end();
      await finished(stream);
    },
  };
}

const quoteCell = (cell: string) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
