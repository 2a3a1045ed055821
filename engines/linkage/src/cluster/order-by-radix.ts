const DIGITS = 11;
const BUCKETS = 1 << DIGITS;

/**
 * The order in which unsigned 32-bit keys ascend: the first key counts most, the next one decides between equals. A
 * stable radix sort, so that tens of millions of entries take a second or two and no comparison function runs.
 */
export function orderByRadix(keys: readonly Uint32Array[], length = keys[0]?.length ?? 0): Uint32Array {
  let order = new Uint32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  let spare = new Uint32Array(length);
  const counts = new Uint32Array(BUCKETS);
  for (const key of keys.toReversed()) {
    for (let shift = 0; shift < 32; shift += DIGITS) {
      counts.fill(0);
      for (let i = 0; i < length; i++) counts[(key[i]! >>> shift) & (BUCKETS - 1)]!++;
      if (counts[(key[0]! >>> shift) & (BUCKETS - 1)] === length) continue;
      let start = 0;
      for (let bucket = 0; bucket < BUCKETS; bucket++) {
        const size = counts[bucket]!;
        counts[bucket] = start;
        start += size;
      }
      for (let i = 0; i < length; i++) {
        const entry = order[i]!;
        spare[counts[(key[entry]! >>> shift) & (BUCKETS - 1)]!++] = entry;
      }
      [order, spare] = [spare, order];
    }
  }
  return order;
}

/** Keys that ascend while the numbers fall: the bits of a 32-bit float, turned so that they order as it does. */
export function fallingKeys(numbers: Float32Array): Uint32Array {
  const bits = new Uint32Array(numbers.buffer.slice(numbers.byteOffset, numbers.byteOffset + numbers.byteLength));
  for (let i = 0; i < bits.length; i++) {
    const value = bits[i]!;
    bits[i] = value & 0x80000000 ? value : ~value & 0x7fffffff;
  }
  return bits;
}
