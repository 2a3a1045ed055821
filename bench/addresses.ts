// How well addresses are read and compared, on addresses of other people's making, and how fast.
// `npm run bench -- addresses [FOLDER]`: FOLDER holds address-levels-530.xlsx (cut into levels by hand) and
// address-pairs-19286.tsv (pairs judged none, partial or exact). What was looked at while building (the first half of the
// cut ones, eight tenths of the queries) and what only scores are told apart; the bars hold for what only scores.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compareAddresses, type Verdict } from '@gewu/identifiers/compare-addresses';
import { makeGazetteer } from '@gewu/identifiers/make-gazetteer';
import { parseAddress } from '@gewu/identifiers/parse-address';
import { macroF1 } from '@gewu/identifiers/score-classes';
import { partOf } from '@gewu/identifiers/split-by-query';
import ExcelJS from 'exceljs';
import { type Bar, reportBars } from './support/report-bars.ts';
import { scoreLevels } from './support/score-addresses.ts';

const folder = resolve(process.argv[3] ?? join(import.meta.dirname, '../../shared/data/addresses'));
const levels = join(folder, 'address-levels-530.xlsx');
const pairs = join(folder, 'address-pairs-19286.tsv');
const bars: Bar[] = [];
for (const file of [levels, pairs]) if (!existsSync(file)) console.log(`Not measured, because it is absent: ${file}`);
if (existsSync(levels)) await judgeLevels();
if (existsSync(pairs)) judgePairs();
bars.push({ name: 'parsed_per_cpu_s', value: parsedPerSecond(), unit: '/s', bar: '>= 150000' });
process.exitCode = reportBars('addresses', bars) ? 0 : 1;

async function judgeLevels(): Promise<void> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(levels);
  const rows: { pieces: string[]; labels: number[] }[] = [];
  book.worksheets[0]?.eachRow((row, number) => {
    if (number === 1) return;
    const [pieces = '', labels = ''] = [row.getCell(1).text, row.getCell(2).text];
    rows.push({ pieces: pieces.split('|').map((piece) => piece.trim()), labels: labels.split('|').map(Number) });
  });
  const half = Math.floor(rows.length / 2);
  const parts = {
    seen: scoreLevels(rows.slice(0, half)),
    all: scoreLevels(rows),
    unseen: scoreLevels(rows.slice(half)),
  };
  for (const [part, { pieces, signs }] of Object.entries(parts)) {
    bars.push({ name: `pieces_f1_${part}`, value: pieces, unit: '' });
    bars.push({ name: `signs_accuracy_${part}`, value: signs, unit: '' });
  }
  bars.push({ name: 'level_accuracy_seen', value: parts.seen.levels, unit: '' });
  bars.push({ name: 'level_accuracy_all', value: parts.all.levels, unit: '' });
  bars.push({ name: 'level_accuracy', value: parts.unseen.levels, unit: '', bar: '>= 0.8' });
}

function judgePairs(): void {
  const verdicts: readonly Verdict[] = ['none', 'partial', 'exact'];
  const rows = readFileSync(pairs, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.trimEnd().split('\t') as [string, string, string]);
  const guesses = rows.map(([query, address]) => verdicts.indexOf(compareAddresses(query, address).verdict));
  for (const [part, name] of [
    ['fit', 'pairs_macro_f1_seen'],
    ['score', 'pairs_macro_f1'],
  ] as const) {
    const within = rows.flatMap(([query], i) => (partOf(query) === part ? [i] : []));
    const truth = within.map((i) => Number(rows[i]?.[2]));
    const value = macroF1(
      truth,
      within.map((i) => guesses[i] as number),
      3,
    );
    bars.push({ name, value, unit: '', ...(part === 'score' && { bar: '>= 0.7' }) });
  }
}

/** Full addresses of a district against its names, by processor time, so that a busy machine does not lie. */
function parsedPerSecond(): number {
  const gazetteer = makeGazetteer(
    [
      { code: '610402', name: '秦都区' },
      { code: '610402005', name: '陈杨寨街道' },
      { code: '610402005004', name: '河南街社区' },
    ],
    [{ name: '芙蓉小区', area: '610402005004' }],
  );
  const addresses = Array.from(
    { length: 20_000 },
    (_, i) =>
      `陕西省咸阳市秦都区陈杨寨街道河南街社区滨河路${i % 90}号芙蓉小区${1 + (i % 30)}号楼${1 + (i % 4)}单元${1 + (i % 20)}0${1 + (i % 4)}室`,
  );
  let best = 0;
  for (let round = 0; round < 8; round++) {
    const before = process.cpuUsage();
    for (const address of addresses) parseAddress(address, gazetteer);
    const { user, system } = process.cpuUsage(before);
    best = Math.max(best, addresses.length / ((user + system) / 1e6));
  }
  return best;
}
