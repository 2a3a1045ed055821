import type { CellValue } from 'exceljs';

/** A spreadsheet cell as the text a person sees in it; dates as `2026-11-24 09:30:00`, the sheet's own wall clock. */
export function writeCell(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 19).replace('T', ' ');
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map((part) => part.text).join('');
  if ('text' in value) return writeCell(value.text as CellValue); // a link's text may be rich itself
  if ('error' in value) return '';
  return 'result' in value ? writeCell(value.result as CellValue) : '';
}
