import { judgeTrees, type Tree } from '../src/address/judge-trees.ts';

/**
 * `share`: of the features, drawn anew for each tree, because trees that look at different things err differently;
 * `sample`: of the examples, drawn anew for each round for the same reason.
 */
export type BoostOptions = {
  rounds: number;
  depth: number;
  rate: number;
  ridge: number;
  least: number;
  share: number;
  sample: number;
};

const BINS = 64;

/**
 * Gradient boosting of small regression trees for several classes (Friedman 2001, with the second-order leaves of Chen
 * and Guestrin 2016), on values put into 64 bins. Deterministic: all is drawn by a fixed seed.
 * @param rows values by example, all of one length
 * @param classes class of each example, 0 … count − 1
 */
export function boostTrees(
  rows: readonly number[][],
  classes: readonly number[],
  count: number,
  options: BoostOptions,
): Tree[][] {
  const width = rows[0]?.length ?? 0;
  const edges = Array.from({ length: width }, (_, f) => edgesOf(rows, f));
  const bins = edges.map((list, f) => Uint8Array.from(rows, (row) => binOf(list, row[f] as number)));
  const scores = Array.from({ length: count }, () => new Float64Array(rows.length));
  const trees: Tree[][] = Array.from({ length: count }, () => []);
  const all = Int32Array.from(rows.keys());
  const draw = seededDraw(7);
  for (let round = 0; round < options.rounds; round++) {
    const chances = softmax(scores, rows.length);
    const drawn = all.filter(() => draw() < options.sample);
    for (let k = 0; k < count; k++) {
      const features = bins
        .keys()
        .filter(() => draw() < options.share)
        .toArray();
      const gradient = Float64Array.from(rows, (_, i) => (chances[k]?.[i] as number) - (classes[i] === k ? 1 : 0));
      const hessian = Float64Array.from(
        rows,
        (_, i) => (chances[k]?.[i] as number) * (1 - (chances[k]?.[i] as number)),
      );
      const tree = growTree({ bins, edges, gradient, hessian, options, features }, drawn, options.depth);
      trees[k]?.push(tree);
      const score = scores[k] as Float64Array;
      for (let i = 0; i < rows.length; i++) score[i] = (score[i] as number) + walkRow(tree, rows[i] as number[]);
    }
  }
  return trees;
}

/** Probabilities of every row. */
export const judgeRows = (trees: Tree[][], rows: readonly number[][]) => rows.map((row) => judgeTrees(trees, row));

type Ground = {
  bins: Uint8Array[];
  edges: number[][];
  gradient: Float64Array;
  hessian: Float64Array;
  options: BoostOptions;
  features: readonly number[];
};

/** Even numbers in 0 … 1 (mulberry32). */
function seededDraw(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function growTree(ground: Ground, members: Int32Array, depth: number): Tree {
  const { gradient, hessian, options, bins, edges } = ground;
  let [g, h] = [0, 0];
  for (const i of members) {
    g += gradient[i] as number;
    h += hessian[i] as number;
  }
  const leaf = Number(((-options.rate * g) / (h + options.ridge)).toFixed(4));
  if (depth === 0 || members.length < 2 * options.least) return leaf;
  let split = { gain: 1e-6, feature: -1, bin: 0 };
  for (const feature of ground.features) {
    const found = bestSplit(ground, bins[feature] as Uint8Array, members, g, h);
    if (found.gain > split.gain) split = { ...found, feature };
  }
  if (split.feature < 0) return leaf;
  const column = bins[split.feature] as Uint8Array;
  const below = members.filter((i) => (column[i] as number) <= split.bin);
  const above = members.filter((i) => (column[i] as number) > split.bin);
  const threshold = edges[split.feature]?.[split.bin] as number;
  return [split.feature, threshold, growTree(ground, below, depth - 1), growTree(ground, above, depth - 1)];
}

function bestSplit(ground: Ground, column: Uint8Array, members: Int32Array, g: number, h: number) {
  const { gradient, hessian, options } = ground;
  const sums = new Float64Array(BINS);
  const weights = new Float64Array(BINS);
  const counts = new Int32Array(BINS);
  for (const i of members) {
    const bin = column[i] as number;
    sums[bin] = (sums[bin] as number) + (gradient[i] as number);
    weights[bin] = (weights[bin] as number) + (hessian[i] as number);
    counts[bin] = (counts[bin] as number) + 1;
  }
  let best = { gain: 0, bin: 0 };
  let [left, weight, number] = [0, 0, 0];
  const whole = (g * g) / (h + options.ridge);
  for (let bin = 0; bin + 1 < BINS; bin++) {
    left += sums[bin] as number;
    weight += weights[bin] as number;
    number += counts[bin] as number;
    if (number < options.least || members.length - number < options.least) continue;
    const gain = (left * left) / (weight + options.ridge) + (g - left) ** 2 / (h - weight + options.ridge) - whole;
    if (gain > best.gain) best = { gain, bin };
  }
  return best;
}

/** Up to 63 thresholds between values, by their frequency; a value below threshold i and not below i − 1 is in bin i. */
function edgesOf(rows: readonly number[][], feature: number): number[] {
  const values = rows.map((row) => row[feature] as number).sort((a, b) => a - b);
  const edges = new Set<number>();
  for (let i = 1; i < BINS; i++) {
    const at = Math.floor((i * values.length) / BINS);
    const above = values[at] as number;
    if (above > (values[0] as number)) edges.add(Number(above.toPrecision(4)));
  }
  return [...edges].sort((a, b) => a - b);
}

function binOf(edges: readonly number[], value: number): number {
  let bin = 0;
  while (bin < edges.length && value >= (edges[bin] as number)) bin++;
  return bin;
}

function walkRow(tree: Tree, row: readonly number[]): number {
  let at = tree;
  while (typeof at !== 'number') at = (row[at[0]] as number) < at[1] ? at[2] : at[3];
  return at;
}

function softmax(scores: Float64Array[], size: number): Float64Array[] {
  const out = scores.map(() => new Float64Array(size));
  for (let i = 0; i < size; i++) {
    let total = 0;
    for (const [k, score] of scores.entries()) total += (out[k] as Float64Array)[i] = Math.exp(score[i] as number);
    for (const column of out) column[i] = (column[i] as number) / total;
  }
  return out;
}
