import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryRows } from '../../entities/run-statements.ts';
import type { Source } from '../../sources/declaration.ts';
import { readSources } from '../../sources/read-sources.ts';
import { CATALOGUE } from '../../testing/with-records.ts';
import { stageRows } from './stage-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'gewu-stage-'));
const source = readSources(CATALOGUE).sources.find(({ code }) => code === 'hotline-contacts') as Source;
const HEAD = source.fields.map(({ column }) => column);
const cells = (key: string, name: string) => HEAD.map((_, i) => (i === 0 ? key : i === 1 ? name : ''));
let db: DuckDBConnection;
beforeAll(async () => {
  db = await (await DuckDBInstance.create(':memory:')).connect();
});
afterAll(() => {
  db.closeSync();
  rmSync(folder, { recursive: true });
});

async function stage(content: Buffer | string): Promise<(string | number | boolean | null | undefined)[][]> {
  async function* bytes(): AsyncGenerator<Buffer> {
    const all = Buffer.from(content);
    for (let at = 0; at < all.length; at += 1000) yield all.subarray(at, at + 1000);
  }
  await stageRows(db, source, bytes, folder);
  const rows = await queryRows(db, 'SELECT line, c0, c1, torn FROM staged ORDER BY line');
  return rows.map((row) => [row.line, row.c0, row.c1, row.torn]);
}
const csv = (...rows: string[][]) => rows.map((row) => row.join(',')).join('\n');

describe('stageRows', () => {
  it('takes CSV in UTF-8 whatever the order of the columns, and leaves out what nobody declared', async () => {
    const turned = [...HEAD.slice(1), HEAD[0] as string, '备注'];
    const row = [...cells('1', '李').slice(1), '1', 'x'];
    expect(await stage(csv(turned, row))).toEqual([[2, '1', '李', null]]);
  });

  it('takes UTF-16 and GB 18030, also where the first strange byte comes late', async () => {
    expect(await stage(Buffer.from(`\ufeff${csv(HEAD, cells('1', '李'))}`, 'utf16le'))).toEqual([[2, '1', '李', null]]);
    const gbk = Buffer.concat([
      ...HEAD.map((name, i) => Buffer.concat([Buffer.from(i > 0 ? ',' : ''), encodeGbk(name)])),
      Buffer.from(`\n${csv(...Array.from({ length: 3000 }, (_, i) => cells(String(i), 'a')))}\n`),
      Buffer.from('z,'),
      Buffer.from('c0ee', 'hex'),
      Buffer.from(','.repeat(HEAD.length - 2)),
    ]);
    const rows = await stage(gbk);
    expect(rows.length).toBe(3001);
    expect(rows.at(-1)).toEqual([3002, 'z', '李', null]);
  });

  it('takes Excel, with the lines as Excel numbers them', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('a');
    sheet.addRow(HEAD);
    sheet.addRow([]);
    sheet.addRow([7, ' 李 ', null, null, null, new Date(Date.UTC(2026, 10, 1))]);
    expect(await stage(Buffer.from(await book.xlsx.writeBuffer()))).toEqual([[3, '7', '李', null]]);
    const [row] = await queryRows(db, `SELECT c5 FROM staged`);
    expect(row?.c5).toBe('2026-11-01 00:00:00');
  });

  it('takes Parquet and JSON, a list or one object a line', async () => {
    const path = join(folder, 'in.parquet');
    const columns = HEAD.map((name, i) => `${i === 0 ? '1' : i === 1 ? "'李'" : 'NULL::VARCHAR'} AS "${name}"`);
    await db.run(`COPY (SELECT ${columns.join(', ')}) TO '${path}' (FORMAT parquet)`);
    expect(await stage(readFileSync(path))).toEqual([[2, '1', '李', null]]);
    const object = Object.fromEntries(HEAD.map((name, i) => [name, cells('1', '李')[i]]));
    expect(await stage(JSON.stringify([object, object]))).toEqual([
      [2, '1', '李', null],
      [3, '1', '李', null],
    ]);
    expect(await stage(`${JSON.stringify(object)}\n`)).toEqual([[2, '1', '李', null]]);
  });

  it('keeps rows that do not fit as torn', async () => {
    expect(await stage(csv(HEAD, ['1'], cells('2', '李')))).toEqual([
      [2, null, null, '["1"]'],
      [3, '2', '李', null],
    ]);
  });

  it.each([
    [
      'a heading with a renamed column',
      csv(HEAD.map((name) => (name === '来电人' ? '姓名' : name))),
      'heading.missing',
      /来电人.*姓名/,
    ],
    ['a heading with a column twice', csv([...HEAD, '来电人']), 'heading.twice', /来电人/],
    ['nothing at all', '', 'file.empty', /空/],
    ['an old Excel file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file.old-excel', /xls/],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'file.unreadable', /无法读取/],
    ['a broken archive', 'PK\u0003\u0004nothing', 'file.unreadable', /无法读取/],
    ['a bomb', zipBomb(), 'file.too-big', /过大/],
  ])('refuses %s as a whole, in words', async (_what, content, code, words) => {
    await expect(stage(content)).rejects.toMatchObject({ code, sentence: { zh: expect.stringMatching(words) } });
  });
});

/** The headings of this source in GBK; Node reads that encoding but does not write it. */
function encodeGbk(text: string): Buffer {
  const decoder = new TextDecoder('gbk');
  return Buffer.concat(
    [...text].map((sign) => {
      for (let first = 0xa1; first < 0xff; first++)
        for (let second = 0x40; second < 0xff; second++)
          if (decoder.decode(Buffer.of(first, second)) === sign) return Buffer.of(first, second);
      for (let first = 0x81; first < 0xa1; first++)
        for (let second = 0x40; second < 0xff; second++)
          if (decoder.decode(Buffer.of(first, second)) === sign) return Buffer.of(first, second);
      return Buffer.from(sign);
    }),
  );
}

/** A small archive whose one sheet unpacks to 80 MB of nothing. */
function zipBomb(): Buffer {
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const body = deflateRawSync(Buffer.alloc(80 * 2 ** 20));
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(body.length, 18);
  head.writeUInt32LE(1000, 22); // it claims to be small
  head.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(body.length, 20);
  entry.writeUInt32LE(1000, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(head.length + name.length + body.length, 16);
  return Buffer.concat([head, name, body, entry, name, end]);
}
