/**
 * Cheap reproducible chance for millions of rows (mulberry32): its state is one number, set anew for each row, so that a
 * row depends on the seed, its source and its place only, never on the rows before it. Never for secrets.
 */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** Starts over from a seed and up to two numbers. */
  reset(seed: number, a: number, b = 0): void {
    let h = seed ^ Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 16), 0x45d9f3b);
    this.#state = h ^ (h >>> 15);
  }

  /** A number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number in [0, n). */
  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  /** A whole number in [low, high], both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True with probability p. */
  hit(p: number): boolean {
    return this.next() < p;
  }

  /** One of the items, each as likely. @throws Error when there are none */
  pick<T>(items: ArrayLike<T>): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
}
