import { parseAddress } from '@gewu/identifiers/parse-address';

/** Our levels in the ten of the hand-cut addresses: 5 road, 6 named place, 7 numbered, 8 shop, 9 beside, 10 joint. */
const LEVELS: Readonly<Record<string, number>> = {
  province: 1,
  city: 2,
  district: 3,
  street: 4,
  road: 5,
  community: 6,
  compound: 6,
  number: 7,
  building: 7,
  unit: 7,
  floor: 7,
  room: 7,
  shop: 8,
  aside: 9,
  joint: 10,
};

export type HandCut = { pieces: readonly string[]; labels: readonly number[] };

/**
 * `levels`: of all levels that the hand or the parser names in an address, the share in which both have the very same
 * text; `pieces`: F1 of pieces with the same border and level; `signs`: share of signs put into the same level.
 */
export function scoreLevels(rows: readonly HandCut[]): { levels: number; pieces: number; signs: number } {
  let [same, named, hits, pieces, alike, signs] = [0, 0, 0, 0, 0, 0];
  for (const { pieces: cut, labels } of rows) {
    const hand = cut.map(
      (piece, i) =>
        [
          parseAddress(piece)
            .segments.map(({ text }) => text)
            .join(''),
          labels[i],
        ] as const,
    );
    const ours = parseAddress(cut.join('')).segments.map(({ level, text }) => [text, LEVELS[level]] as const);
    const [a, b] = [byLevel(hand), byLevel(ours)];
    for (const level of new Set([...a.keys(), ...b.keys()])) {
      named++;
      if (a.get(level) === b.get(level)) same++;
    }
    const [left, right] = [bordersOf(hand), bordersOf(ours)];
    hits += 2 * [...left].filter((border) => right.has(border)).length;
    pieces += left.size + right.size;
    const [levelsLeft, levelsRight] = [signsOf(hand), signsOf(ours)];
    signs += levelsLeft.length;
    alike += levelsLeft.filter((level, i) => level === levelsRight[i]).length;
  }
  return { levels: same / named, pieces: hits / pieces, signs: alike / signs };
}

type Cut = readonly (readonly [text: string, level: number | undefined])[];

function byLevel(cut: Cut): Map<number | undefined, string> {
  const found = new Map<number | undefined, string>();
  for (const [text, level] of cut) found.set(level, (found.get(level) ?? '') + text);
  return found;
}

function bordersOf(cut: Cut): Set<string> {
  let at = 0;
  return new Set(
    cut.map(([text, level]) => {
      const border = `${at}+${text.length}=${level}`;
      at += text.length;
      return border;
    }),
  );
}

function signsOf(cut: Cut): (number | undefined)[] {
  return cut.flatMap(([text, level]) => Array.from(text, () => level));
}
