import { isUtf8 } from 'node:buffer';
import type { RowWriter } from './row-writer.ts';

/** The heading of a table, and what was found on the way through its rows. */
export type TableHead = { columns: string[] };

/** A row that has not as many cells as the heading. */
export type TornRow = { line: number; cells: string[] };

const MOST_BYTES_A_ROW = 2 ** 20;
const QUOTE = 0x22;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const COMMA = 0x2c;
// first bytes of U+3000 and U+00A0
const IDEOGRAPHIC = 0xe3;
const NO_BREAK = 0xc2;

export class NotUtf8 extends Error {}
export class RowTooLong extends Error {}

/**
 * Goes once through the bytes of a CSV file in UTF-8 and writes its rows in a form that leaves nothing to guess. Rows
 * with the right number of cells and no quotes are passed on as they are, byte by byte, because nine million of them
 * must go through; all others are taken apart and put together again. Empty rows are passed over. A row's line is its
 * number as a person counts rows: the first row of the file is 1, a row with a line break inside a cell is one.
 * @param onHead called with the heading before any row
 * @throws NotUtf8 when the bytes are in another encoding
 */
export async function readCsv(
  source: AsyncIterable<Uint8Array>,
  writer: RowWriter,
  on: { head(columns: string[]): void; torn(row: TornRow): void },
): Promise<void> {
  let rest: Uint8Array = new Uint8Array(0);
  let line = 0;
  let columns = 0;
  let delimiter = 0;
  let first = true;

  const take = (bytes: Uint8Array, from: number, to: number) => {
    line += 1;
    const cells = cutCells(bytes.subarray(from, to), delimiter);
    if (cells.every((cell) => cell.trim() === '')) return;
    if (columns === 0) {
      const head = cells.map((cell) =>
        cell
          .replace(/^\ufeff/, '')
          .replace(/\s+/g, ' ')
          .trim(),
      );
      while (head.at(-1) === '') head.pop();
      columns = head.length;
      on.head(head);
      return;
    }
    while (cells.length > columns && cells.at(-1)?.trim() === '') cells.pop();
    if (cells.length === columns) writer.writeCells(line, cells.map(trimCell));
    else on.torn({ line, cells });
  };

  /** Takes all whole rows of the bytes and returns where the unfinished one begins. */
  const walk = (bytes: Uint8Array, last: boolean): number => {
    const length = bytes.length;
    let start = 0;
    while (start < length) {
      let at = start;
      let cells = 1;
      let plain = true;
      let blank = true;
      let odd = false;
      for (; at < length; at++) {
        const byte = bytes[at] as number;
        if (byte > COMMA && byte !== IDEOGRAPHIC && byte !== NO_BREAK) blank = false;
        else if (byte === delimiter) cells += 1;
        else if (byte === NEWLINE) break;
        else if (byte === QUOTE || byte === 0) {
          plain = false;
          break;
        } else if (byte <= SPACE || byte > COMMA)
          odd ||= byte > COMMA ? isWideSpace(bytes, at) : isAtEdge(bytes, at, delimiter);
        else blank = false;
      }
      let end = at;
      if (!plain) end = endOfRow(bytes, start, delimiter);
      if (end >= length && !last) return start;
      if (end > length) end = length;
      const to = end > start && bytes[end - 1] === RETURN ? end - 1 : end;
      if (plain && !odd && !blank && cells === columns && delimiter === COMMA) {
        line += 1;
        writer.writeBytes(line, bytes.subarray(start, to));
      } else take(bytes, start, to);
      start = end + 1;
    }
    return length;
  };

  for await (const chunk of source) {
    let bytes: Uint8Array = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    if (first && bytes.length < 4096) {
      rest = bytes; // wait for enough to see the heading
      continue;
    }
    if (first) bytes = begin(bytes);
    const whole = bytes.lastIndexOf(NEWLINE) + 1;
    if (!isUtf8(bytes.subarray(0, whole))) throw new NotUtf8();
    rest = bytes.subarray(walk(bytes.subarray(0, whole), false));
    if (rest.length > MOST_BYTES_A_ROW + chunk.length) throw new RowTooLong();
    await writer.drain();
  }
  if (first) rest = begin(rest);
  if (!isUtf8(rest)) throw new NotUtf8();
  walk(rest, true);

  function begin(bytes: Uint8Array): Uint8Array {
    first = false;
    const plain = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
    delimiter = delimiterOf(plain);
    return plain;
  }
}

/** Spaces of every kind around a cell say nothing. */
const trimCell = (cell: string) => cell.replace(/^[\s\u3000]+|[\s\u3000]+$/g, '');

/** Whether a space stands at the beginning or the end of its cell. */
function isAtEdge(bytes: Uint8Array, at: number, delimiter: number): boolean {
  const [before, after] = [bytes[at - 1] ?? NEWLINE, bytes[at + 1] ?? NEWLINE];
  if (bytes[at] === RETURN && after === NEWLINE) return false;
  return before === delimiter || before === NEWLINE || after === delimiter || after === NEWLINE || after === RETURN;
}

function isWideSpace(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] === NO_BREAK) return bytes[at + 1] === 0xa0;
  return bytes[at + 1] === 0x80 && bytes[at + 2] === 0x80;
}

/** Where the row that begins at `start` ends: the first line break outside quotes; beyond the bytes if it does not. */
function endOfRow(bytes: Uint8Array, start: number, delimiter: number): number {
  let quoted = false;
  let fresh = true;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE && (quoted || fresh)) quoted = !quoted;
    else if (byte === NEWLINE && !quoted) return at;
    // a quote within a cell opens nothing; one right after a closing one is a doubled one
    fresh = byte === delimiter || (byte === QUOTE && !quoted);
  }
  return bytes.length;
}

function cutCells(bytes: Uint8Array, delimiter: number): string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8').replaceAll('\u0000', '');
  const sign = String.fromCharCode(delimiter);
  if (!text.includes('"')) return text.split(sign);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      let cell = '';
      let from = at + 1;
      for (;;) {
        const quote = text.indexOf('"', from);
        if (quote < 0) return [...cells, cell + text.slice(from)];
        cell += text.slice(from, quote);
        if (text[quote + 1] !== '"') {
          at = quote + 1;
          break;
        }
        cell += '"';
        from = quote + 2;
      }
      const next = text.indexOf(sign, at);
      cells.push(cell + text.slice(at, next < 0 ? undefined : next));
      if (next < 0) return cells;
      at = next + 1;
    } else {
      const next = text.indexOf(sign, at);
      cells.push(text.slice(at, next < 0 ? undefined : next));
      if (next < 0) return cells;
      at = next + 1;
    }
  }
}

/** The separator that the first line has most of: comma, tab or semicolon. */
function delimiterOf(bytes: Uint8Array): number {
  const end = bytes.indexOf(NEWLINE);
  const line = bytes.subarray(0, end < 0 ? bytes.length : end);
  const count = (sign: number) => line.reduce((n, byte) => n + (byte === sign ? 1 : 0), 0);
  return [COMMA, 0x09, 0x3b].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
