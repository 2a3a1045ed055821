import type { Bin, BinPlan } from './bins-types.ts';

/**
 * The rounds as a table for the driver, in UTF-8 with a byte-order mark, so that spreadsheets read it. A cell that a
 * spreadsheet would take for a formula is made a text.
 * @param headings of the columns: lorry, order, code, name, place, lon, lat, reason
 */
export function roundCsv(
  plan: BinPlan,
  bins: ReadonlyMap<number, Bin>,
  headings: readonly string[],
  language: 'zh' | 'en',
): string {
  const rows = plan.rounds.flatMap(({ stops }, lorry) =>
    stops.map(({ id, words }, i) => {
      const bin = bins.get(id);
      return [
        lorry + 1,
        i + 1,
        bin?.code ?? '',
        bin?.name ?? '',
        bin?.place ?? '',
        bin?.lon ?? '',
        bin?.lat ?? '',
        words[language],
      ];
    }),
  );
  return `\uFEFF${[headings, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
