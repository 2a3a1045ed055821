import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { readTable, type TableRow } from './read-table.ts';

async function rowsOf(bytes: Buffer): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const { line, cells } of readTable(bytes)) rows.push({ line, cells });
  return rows;
}

/** 标题,内容 / 井盖丢失,门口 in GB 18030, as Excel on Chinese Windows writes it. */
const GBK = Buffer.from('b1eacce22cc4dac8dd0abeaeb8c7b6aacaa72cc3c5bfda0a', 'hex');

describe('readTable', () => {
  it('reads CSV with quotes, line breaks inside cells, a byte order mark and empty rows', async () => {
    const text = '\ufeff标题,内容\n积水,"下雨后\n积水"\n,\n"带""引号""",好\n';
    expect(await rowsOf(Buffer.from(text))).toEqual([
      { line: 2, cells: { 标题: '积水', 内容: '下雨后\n积水' } },
      { line: 4, cells: { 标题: '带"引号"', 内容: '好' } },
    ]);
  });

  it('finds GB 18030, tabs and semicolons by itself', async () => {
    expect(await rowsOf(GBK)).toEqual([{ line: 2, cells: { 标题: '井盖丢失', 内容: '门口' } }]);
    expect(await rowsOf(Buffer.from('a\tb\n1\t2\n'))).toEqual([{ line: 2, cells: { a: '1', b: '2' } }]);
    expect(await rowsOf(Buffer.from('a;b\n1;2,5\n'))).toEqual([{ line: 2, cells: { a: '1', b: '2,5' } }]);
    expect(await rowsOf(Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'))).toEqual([{ line: 2, cells: { a: '1', b: '2' } }]);
  });

  it('names columns that have no name, numbers double ones, and fills short rows', async () => {
    expect(await rowsOf(Buffer.from('标题,,标题\nx\n'))).toEqual([
      { line: 2, cells: { 标题: 'x', 列2: '', '标题 (2)': '' } },
    ]);
  });

  it('reads the first sheet of an Excel file: dates, numbers, rich text, formulas', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('来电');
    sheet.addRow(['编号', '时间', '内容', '合计']);
    sheet.addRow([
      7,
      new Date(Date.UTC(2026, 10, 24, 9, 30)),
      { richText: [{ text: '路灯' }, { text: '不亮', font: { bold: true } }] },
      { formula: 'A2+1', result: 8 },
    ]);
    sheet.getCell('B2').numFmt = 'yyyy-mm-dd hh:mm';
    book.addWorksheet('第二页').addRow(['别的']);
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    expect(await rowsOf(bytes)).toEqual([
      { line: 2, cells: { 编号: '7', 时间: '2026-11-24 09:30:00', 内容: '路灯不亮', 合计: '8' } },
    ]);
  });

  it.each([
    ['an old Excel file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file.old-excel'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'file.unreadable'],
    ['a broken archive', Buffer.from('PK\u0003\u0004nothing'), 'file.unreadable'],
  ])('refuses %s in words', async (_what, bytes, code) => {
    await expect(rowsOf(bytes)).rejects.toMatchObject({ status: 422, code });
  });

  it('has no rows to give of an empty file', async () => expect(await rowsOf(Buffer.from(''))).toEqual([]));
});
