/** F1 of each class: twice the hits by truths and guesses together; 0 for a class that neither has. */
export function f1ByClass(truth: readonly number[], guess: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, k) => {
    let [hits, total] = [0, 0];
    for (const [i, value] of truth.entries()) {
      if (value === k) total++;
      if (guess[i] === k) total++;
      if (value === k && guess[i] === k) hits++;
    }
    return total === 0 ? 0 : (2 * hits) / total;
  });
}

/** The mean of the classes' F1: each class counts alike, however rare. */
export function macroF1(truth: readonly number[], guess: readonly number[], count: number): number {
  return f1ByClass(truth, guess, count).reduce((sum, value) => sum + value, 0) / count;
}
