import { RATES } from '../rows/rates.ts';
import { Row, type TruthKind } from '../rows/row.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import type { World } from '../world/build-world.ts';
import type { LineFile } from './create-line-file.ts';
import type { DeclaredColumns } from './read-columns.ts';

export type SecondRound = {
  /** Part of the rows that differ: three in five changed, one in five gone, one in five new. */
  share: number;
};

export type Written = { rows: number; changed: number; gone: number; fresh: number; sentTwice: number; spoilt: number };

const STEP = 20_000;

/**
 * Writes the rows of one source, and the truth of each: source, key, part, number of the person, organisation or home.
 * @param round the second round, where rows changed; nothing for the first
 * @param onProgress hears now and then how many rows were written since it last heard
 */
export function writeSource(
  world: World,
  plan: SourcePlan,
  declared: DeclaredColumns,
  out: LineFile,
  truths: Record<TruthKind, LineFile>,
  round: SecondRound | undefined,
  onProgress: (rows: number) => void,
): Written {
  const row = new Row(world);
  const seed = world.seed ^ hashText(plan.source);
  const written: Written = { rows: 0, changed: 0, gone: 0, fresh: 0, sentTwice: 0, spoilt: 0 };
  const fresh = round ? Math.round((plan.rows * round.share) / 5) : 0;
  let before = '';
  out.write(`${declared.columns.join(',')}\n`);
  for (let nth = 0; nth < plan.rows + fresh; nth++) {
    const fate = round && nth < plan.rows ? fateOf(row, seed, nth, round.share) : 'same';
    if (fate === 'gone') {
      written.gone++;
      continue;
    }
    row.begin(seed, nth, fate === 'changed' || nth >= plan.rows);
    if (before !== '' && row.chance.hit(RATES.sentTwice)) {
      out.write(before);
      written.sentTwice++;
    } else {
      const cells = plan.write(nth, row);
      if (row.chance.hit(RATES.invalid)) {
        spoil(cells, declared, row);
        written.spoilt++;
      }
      before = `${cells.join(',')}\n`;
      out.write(before);
      tellTruth(plan.source, cells[0] as string, row, truths);
      if (fate === 'changed') written.changed++;
      if (nth >= plan.rows) written.fresh++;
    }
    written.rows++;
    if (written.rows % STEP === 0) onProgress(STEP);
  }
  onProgress(written.rows % STEP);
  return written;
}

function fateOf(row: Row, seed: number, nth: number, share: number): 'same' | 'changed' | 'gone' {
  row.chance.reset(seed, nth, 2);
  const kind = row.chance.next() / share;
  return kind < 0.6 ? 'changed' : kind < 0.8 ? 'gone' : 'same';
}

/** Leaves out a required value, or makes its date impossible. */
function spoil(cells: string[], { required }: DeclaredColumns, row: Row): void {
  if (required.length === 0) return;
  const { at, date } = row.chance.pick(required);
  cells[at] = date && row.chance.hit(0.6) ? '2024-13-45' : '';
}

function tellTruth(source: string, key: string, { truth }: Row, truths: Record<TruthKind, LineFile>): void {
  for (const kind of ['person', 'organisation', 'dwelling'] as const) {
    const told = truth[kind];
    for (let k = 0; k < told.length; k += 2) truths[kind].write(`${source},${key},${told[k]},${told[k + 1]}\n`);
  }
}

function hashText(text: string): number {
  let h = 0;
  for (let k = 0; k < text.length; k++) h = Math.imul(h ^ text.charCodeAt(k), 0x01000193) + 0x9e37;
  return h;
}
