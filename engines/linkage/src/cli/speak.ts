import type { Text } from '../types.ts';

export type Language = 'zh' | 'en';

/** The language asked for by `--lang`, else that of the system. */
export function chooseLanguage(argv: readonly string[], env: NodeJS.ProcessEnv): Language {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const asked = at < 0 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1]);
  if (asked === 'zh' || asked === 'en') return asked;
  return /^zh/i.test(env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? '') ? 'zh' : 'en';
}

/** A fault that the user can do something about; said in words, without a stack. */
export class Fault extends Error {
  readonly text: Text;
  /** The user stopped the run. */
  readonly stopped: boolean;
  constructor(text: Text, stopped = false) {
    super(text.en);
    this.text = text;
    this.stopped = stopped;
  }
}

/** A whole number as people read it. */
export function count(value: number): string {
  return value.toLocaleString('en');
}

/** Rows of cells as columns of a terminal; numbers to the right, a Chinese character counts two. */
export function layOut(rows: readonly (readonly (string | number)[])[]): string {
  const width = (text: string): number =>
    [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffff]/u.test(sign) ? 2 : 1), 0);
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? count(cell) : cell)));
  const widths = (cells[0] ?? []).map((_, at) => Math.max(...cells.map((row) => width(row[at] ?? ''))));
  return cells
    .map((row, at) =>
      row
        .map((cell, column) => {
          const space = ' '.repeat((widths[column] ?? 0) - width(cell));
          return typeof rows[at]?.[column] === 'number' ? space + cell : cell + space;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
