import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { NotUtf8, RowTooLong, readCsv, type TornRow } from './read-csv.ts';
import { createRowWriter } from './row-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'gewu-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string | Buffer, size = 2 ** 20) {
  const path = join(folder, 'rows.csv');
  const writer = createRowWriter(path);
  const columns: string[] = [];
  const torn: TornRow[] = [];
  try {
    await readCsv(pieces(Buffer.from(text), size), writer, {
      head: (head) => columns.push(...head),
      torn: (row) => void torn.push(row),
    });
  } finally {
    await writer.close();
  }
  const rows = parse(readFileSync(path, 'utf8')) as string[][];
  return { columns, torn, rows: rows.map(([line, ...cells]) => [Number(line), ...cells]) };
}

describe('readCsv', () => {
  it('reads what departments send: marks, quotes, line breaks in cells, empty rows, spaces of every kind', async () => {
    const text =
      '\ufeff姓名 ,地址\r\n王小明,秦都区 人民路\r\n , \r\n"李,四","一楼\n""东"""\r\n\u3000张三\u3000,\u00a0二楼 \r\n赵六,三楼';
    expect(await read(text)).toEqual({
      columns: ['姓名', '地址'],
      torn: [],
      rows: [
        [2, '王小明', '秦都区 人民路'],
        [4, '李,四', '一楼\n"东"'],
        [5, '张三', '二楼'],
        [6, '赵六', '三楼'],
      ],
    });
  });

  it('sets rows aside that do not fit the heading, and forgives empty cells too many', async () => {
    const { rows, torn } = await read('a,b\n1\n1,2,3\n1,2,,\n1,2\n');
    expect(rows).toEqual([
      [4, '1', '2'],
      [5, '1', '2'],
    ]);
    expect(torn).toEqual([
      { line: 2, cells: ['1'] },
      { line: 3, cells: ['1', '2', '3'] },
    ]);
  });

  it('finds tabs and semicolons, and drops what no database keeps', async () => {
    expect((await read('a\tb\n1\t2,5\n')).rows).toEqual([[2, '1', '2,5']]);
    expect((await read('a;b\n1;x\u0000y\n')).rows).toEqual([[2, '1', 'xy']]);
  });

  it('says so when the bytes are no UTF-8, or a quote never ends', async () => {
    await expect(read(Buffer.from('b1eacce22cc4dac8dd0abeaeb8c7b6aacaa72cc3c5bfda0a', 'hex'))).rejects.toThrow(NotUtf8);
    await expect(read(`a,b\n"1,2\n${'x'.repeat(2 ** 22)}\n`, 2 ** 18)).rejects.toThrow(RowTooLong);
  });

  it('gives the same rows however the bytes are cut, and those another reader gives', async () => {
    const cell = fc.stringMatching(/^[a-z王李 ,"\n;]{0,6}$/).map((text) => text.trim());
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 50 }), async (cells, size) => {
        const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
        const text = ['a,b,c', ...cells.map((row) => row.map(quoted).join(','))].join('\n');
        const wanted = cells.map((row, i) => [i + 2, ...row]).filter(([, ...row]) => row.some((each) => each !== ''));
        expect((await read(text, size)).rows).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });
});
