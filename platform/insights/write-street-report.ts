import ExcelJS from 'exceljs';
import type { Actor } from '../access/actor.ts';
import { areaOf } from '../access/actor.ts';
import { withActor } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { type Counts, reachOf, readCounts, sumCounts } from './read-counts.ts';

const HEADINGS = [
  '单位',
  '派发数',
  '按时办结',
  '超时办结',
  '未办结',
  '办结率（办结数÷派发数）',
  '按时办结率（按时办结数÷派发数）',
  '不满意数',
  '有效回访数',
  '不满意率（不满意数÷有效回访数）',
  '备注',
];

/**
 * The report a street office hands in, as an Excel workbook: one sheet by street or community, one by unit. Rates
 * and sums are formulas, so that whoever checks it sees how they came about; a check row compares
 * dispatched with on time + late + open.
 * @param period both days counted
 */
export async function writeStreetReport(
  ctx: Context,
  actor: Actor,
  period: { from: string; to: string },
): Promise<Buffer> {
  const base = areaOf(actor) || ctx.config.district;
  const reach = reachOf(actor, Math.min(12, base.length + 3));
  const { areas, units } = await withActor(ctx.pool, actor, async (_db, client) => ({
    areas: await readCounts(client, 'area', period, reach),
    units: await readCounts(client, 'unit', period, reach),
  }));
  const book = new ExcelJS.Workbook();
  book.creator = '格物 Gewu';
  const title = `${await ctx.caches.areas.name(base)}案件办理情况统计表（${period.from} 至 ${period.to}，按上报日期）`;
  addSheet(
    book,
    '按区域',
    title,
    await Promise.all(
      areas.map(async ({ key, counts }) => {
        const name = await ctx.caches.areas.name(key);
        return { name: key.length < reach.digits ? `${name}（未定位到下级）` : name, counts };
      }),
    ),
  );
  const dispatched = units.filter(({ key, counts }) => key !== '0' || counts.dispatched > 0);
  addSheet(
    book,
    '按承办单位',
    title,
    await Promise.all(
      dispatched.map(async ({ key, counts }) => ({
        name: key === '0' ? '未指定单位' : ((await ctx.caches.posts.unitName(Number(key))) ?? key),
        counts,
      })),
    ),
  );
  return Buffer.from(await book.xlsx.writeBuffer());
}

function addSheet(
  book: ExcelJS.Workbook,
  sheetName: string,
  title: string,
  rows: { name: string; counts: Counts }[],
): void {
  const sheet = book.addWorksheet(sheetName, {
    views: [{ state: 'frozen', ySplit: 2 }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToHeight: 0 },
  });
  sheet.addRow([title]);
  sheet.mergeCells(1, 1, 1, HEADINGS.length);
  sheet.getRow(1).font = { size: 14, bold: true };
  sheet.getRow(1).alignment = { horizontal: 'center' };
  const head = sheet.addRow(HEADINGS);
  head.font = { bold: true };
  head.alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' };
  for (const { name, counts } of rows) addCounts(sheet, name, counts);
  const total = sumCounts(rows.map((row) => row.counts));
  const last = sheet.rowCount;
  addCounts(sheet, '合计', total, rows.length > 0 ? (column) => `SUM(${column}3:${column}${last})` : undefined);
  sheet.getRow(sheet.rowCount).font = { bold: true };
  const n = sheet.rowCount;
  const check = sheet.addRow(['核对：派发数＝按时办结＋超时办结＋未办结']);
  check.getCell(2).value = {
    formula: `IF(B${n}=C${n}+D${n}+E${n},"相符","不符")`,
    result: total.dispatched === total.closed_on_time + total.closed_late + total.unclosed ? '相符' : '不符',
  };
  sheet.columns.forEach((column, i) => {
    column.width = i === 0 ? 26 : i === HEADINGS.length - 1 ? 24 : 15;
  });
}

function addCounts(sheet: ExcelJS.Worksheet, name: string, c: Counts, sum?: (column: string) => string): void {
  const n = sheet.rowCount + 1;
  const figure = (column: string, result: number) => (sum ? { formula: sum(column), result } : result);
  const ratio = (formula: string, part: number, whole: number) => ({ formula, result: whole > 0 ? part / whole : '—' });
  const row = sheet.addRow([
    name,
    figure('B', c.dispatched),
    figure('C', c.closed_on_time),
    figure('D', c.closed_late),
    figure('E', c.unclosed),
    ratio(`IF(B${n}=0,"—",(C${n}+D${n})/B${n})`, c.closed_on_time + c.closed_late, c.dispatched),
    ratio(`IF(B${n}=0,"—",C${n}/B${n})`, c.closed_on_time, c.dispatched),
    figure('H', c.dissatisfied),
    figure('I', c.called),
    ratio(`IF(I${n}=0,"—",H${n}/I${n})`, c.dissatisfied, c.called),
    c.suspended > 0 ? `未办结中挂账 ${c.suspended} 件` : '',
  ]);
  for (const column of [6, 7, 10]) row.getCell(column).numFmt = '0.00%';
}
