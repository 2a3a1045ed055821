/**
 * The n-th number of a shuffled row of `10 ** digits` numbers, zeros in front: keys that never meet and do not say in
 * which order rows were made. Good to nine digits.
 */
export function scramble(nth: number, digits: number): string {
  const size = 10 ** digits;
  // a factor without 2 and 5 reaches every number once; below 2^53 / 10^9
  return String((nth * 7_368_787 + 1_234_567) % size).padStart(digits, '0');
}
