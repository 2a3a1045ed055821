import { Problem } from '../../../http/problem.ts';

export type FileKind = 'csv' | 'xlsx' | 'parquet' | 'json';

/**
 * What kind of table a file is, by its first bytes and never by its name.
 * @param start the first few kilobytes
 * @throws Problem 422 for a file that is no table that can be read
 */
export function fileKind(start: Buffer): FileKind {
  const begins = (text: string) => start.subarray(0, text.length).equals(Buffer.from(text, 'latin1'));
  if (begins('PK\u0003\u0004')) return 'xlsx';
  if (begins('PAR1')) return 'parquet';
  if (begins('\u00d0\u00cf\u0011\u00e0'))
    throw new Problem(422, 'file.old-excel', {
      zh: '这是旧版 Excel（.xls）文件，请另存为 .xlsx 或 CSV 后再上传。',
      en: 'This is an old Excel file (.xls). Save it as .xlsx or CSV and upload it again.',
    });
  const utf16 = start[0] === 0xff && start[1] === 0xfe;
  if (!utf16 && (start.includes(0) || begins('%PDF') || begins('\u0089PNG') || begins('\u00ff\u00d8')))
    throw unreadable();
  const text = start
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  return /^[[{]\s*["{[\]}]/.test(text) ? 'json' : 'csv';
}

export const unreadable = () =>
  new Problem(422, 'file.unreadable', {
    zh: '无法读取该文件，请上传 CSV、Excel（.xlsx）、Parquet 或 JSON 文件。',
    en: 'This file could not be read. Send CSV, Excel (.xlsx), Parquet or JSON.',
  });
