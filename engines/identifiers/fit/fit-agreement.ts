// node engines/identifiers/fit/fit-agreement.ts PAIRS.tsv: learns data/agreement-trees.txt from the part of
// the pairs that may be learned from, and says how the learned judges the rest. Run fit-rarity.ts before it.
import { writeFileSync } from 'node:fs';
import { likeliest, type TreeModel } from '../src/address/judge-trees.ts';
import { measureAgreement } from '../src/address/measure-agreement.ts';
import type { Rarity } from '../src/address/rarity.ts';
import { sideOf } from '../src/address/side-of.ts';
import { parseAddress } from '../src/parse-address.ts';
import { f1ByClass, macroF1 } from '../src/score-classes.ts';
import { partOf } from '../src/split-by-query.ts';
import { type BoostOptions, boostTrees, judgeRows } from './boost-trees.ts';
import { groupByQuery, LEAST_GROUPS } from './group-by-query.ts';
import { rarityWithout } from './rarity-without.ts';
import { readPairs } from './read-pairs.ts';

const OPTIONS: BoostOptions = { rounds: 200, depth: 4, rate: 0.05, ridge: 5, least: 20, share: 0.3, sample: 0.7 };
const CLASSES = 3;
const FOLDS = 4;

const pairs = readPairs(process.argv[2]);
const learned = pairs.filter(([query]) => partOf(query) === 'fit');
const judged = pairs.filter(([query]) => partOf(query) === 'score');
const data = new URL('../data/', import.meta.url);

const without = rarityWithout(groupByQuery(learned), LEAST_GROUPS);
const measure = (list: typeof pairs, rarity?: (query: string) => Rarity) =>
  list.map(([a, b]) => measureAgreement(sideOf(parseAddress(a)), sideOf(parseAddress(b)), rarity?.(a)));
const classesOf = (list: typeof pairs) => list.map(([, , label]) => Number(label));
const agreements = measure(learned, without);
const features = Object.keys(agreements[0] ?? {});
const rows = agreements.map((agreement) => features.map((feature) => agreement[feature] as number));
const truth = classesOf(learned);
const queries = [...new Set(learned.map(([query]) => query))];
const foldOf = new Map(queries.map((query, i) => [query, i % FOLDS]));

const guesses: number[][] = [];
for (let fold = 0; fold < FOLDS; fold++) {
  const within = (i: number) => foldOf.get(learned[i]?.[0] as string) === fold;
  const trees = boostTrees(
    rows.filter((_, i) => !within(i)),
    truth.filter((_, i) => !within(i)),
    CLASSES,
    OPTIONS,
  );
  const chances = judgeRows(trees, rows);
  for (const i of rows.keys()) if (within(i)) guesses[i] = chances[i] as number[];
}
const factors = bestFactors(guesses, truth);
report('cross-validated on what was learned from', guesses, truth, factors);

const trees = boostTrees(rows, truth, CLASSES, OPTIONS);
const model: TreeModel = { features, trees, factors };
writeFileSync(new URL('agreement-trees.txt', data), `${JSON.stringify(model)}\n`);
const unseen = measure(judged).map((agreement) => features.map((feature) => agreement[feature] as number));
report('on queries never seen', judgeRows(trees, unseen), classesOf(judged), factors);

function bestFactors(chances: readonly number[][], classes: readonly number[]): number[] {
  let best = { f1: 0, factors: [1, 1, 1] };
  for (let partial = 0.8; partial < 2; partial += 0.1)
    for (let exact = 1; exact < 4; exact += 0.2) {
      const factors = [1, Number(partial.toFixed(1)), Number(exact.toFixed(1))];
      const f1 = macroF1(
        classes,
        chances.map((row) => likeliest(row, factors)),
        CLASSES,
      );
      if (f1 > best.f1) best = { f1, factors };
    }
  return best.factors;
}

function report(what: string, chances: readonly number[][], classes: readonly number[], by: readonly number[]): void {
  const guess = chances.map((row) => likeliest(row, by));
  const each = f1ByClass(classes, guess, CLASSES).map((value) => value.toFixed(3));
  console.log(
    `${what}: macro-F1 ${macroF1(classes, guess, CLASSES).toFixed(4)} (${each.join(', ')}), factors ${by.join(', ')}`,
  );
}
