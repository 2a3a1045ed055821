import { availableParallelism } from 'node:os';

/** One promise of the project, measured. `bar` is written like `>= 0.5` or `<= 250`; without one it only informs. */
export type Bar = { name: string; value: number; unit: string; bar?: string };
export type Judged = Bar & { holds: boolean };

/** @throws Error when the bar cannot be read: a bar that is never judged would always hold */
export function judgeBar(bar: Bar): Judged {
  if (bar.bar === undefined) return { ...bar, holds: true };
  const [, sign, limit] = /^(<=|>=) (\d+(?:\.\d+)?)$/.exec(bar.bar) ?? [];
  if (!sign || limit === undefined)
    throw new Error(`The bar "${bar.bar}" of ${bar.name} is not like "<= 5" or ">= 0.5".`);
  const holds = sign === '<=' ? bar.value <= Number(limit) : bar.value >= Number(limit);
  return { ...bar, holds: Number.isFinite(bar.value) && holds };
}

/** Prints the bars as a table, and as the last line one line of JSON for programs. */
export function reportBars(bench: string, bars: readonly Bar[]): boolean {
  const judged = bars.map(judgeBar);
  const rows = judged.map(({ name, value, unit, bar, holds }) => [
    name,
    `${round(value)}${unit ? ` ${unit}` : ''}`,
    bar ?? '',
    bar === undefined ? '' : holds ? 'holds' : 'MISSED',
  ]);
  const all = [['bar', 'value', 'wanted', ''], ...rows];
  const widths = [0, 1, 2, 3].map((i) => Math.max(...all.map((row) => (row[i] ?? '').length)));
  console.log();
  for (const row of all)
    console.log(
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  const rounded = judged.map((bar) => ({ ...bar, value: round(bar.value) }));
  console.log(JSON.stringify({ bench, cores: availableParallelism(), bars: rounded }));
  return judged.every(({ holds }) => holds);
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
