export type Random = { below(n: number): number; pick<T>(list: readonly T[]): T };

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function seedRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(next() * n);
  return { below, pick: (list) => list[below(list.length)] as never };
}

const ODD = [
  '\u0000',
  '\r\n',
  '\r\n\r\n',
  '{',
  '}',
  '[[[[',
  '"',
  '/',
  '#',
  '+',
  '%s%n',
  '<!DOCTYPE x>',
  '&a;',
  '\ud800',
  '9'.repeat(400),
  '-1',
  '1e999',
  '__proto__',
  '=',
  ';',
  ':',
  'A'.repeat(3000),
];

/** Bytes with one to four faults in them: bits turned, pieces lost, doubled, moved, or strange things put in. */
export function mutateBytes(seed: Buffer, random: Random): Buffer {
  let bytes = Buffer.from(seed);
  for (let faults = 1 + random.below(4); faults > 0; faults--) {
    const at = random.below(bytes.length + 1);
    const length = random.below(Math.min(64, bytes.length - at + 1));
    const piece = bytes.subarray(at, at + length);
    const parts = {
      turn: () => {
        const out = Buffer.from(bytes);
        if (at < out.length) out[at] = (out[at] as number) ^ (1 << random.below(8));
        return out;
      },
      lose: () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]),
      double: () => Buffer.concat([bytes.subarray(0, at), piece, piece, bytes.subarray(at + length)]),
      cut: () => bytes.subarray(0, at),
      odd: () => Buffer.concat([bytes.subarray(0, at), Buffer.from(random.pick(ODD)), bytes.subarray(at + length)]),
      noise: () =>
        Buffer.concat([
          bytes.subarray(0, at),
          Buffer.from(Array.from({ length: 1 + random.below(16) }, () => random.below(256))),
          bytes.subarray(at),
        ]),
    };
    bytes = Buffer.from(random.pick(Object.values(parts))());
  }
  return bytes;
}
