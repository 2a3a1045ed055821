import type { LinkSource } from './cluster-links.ts';
import { fallingKeys, orderByRadix } from './order-by-radix.ts';

export type GatheredLinks = {
  /** The smaller row of each link. */
  left: Uint32Array;
  right: Uint32Array;
  weight: Float32Array;
  /** Places in the columns from the heaviest link to the lightest; equal weights by row numbers. */
  order: Uint32Array;
};

/** Keeps the links that `wanted` names, in 12 bytes each, and orders them by falling weight. */
export async function gatherLinks(
  links: LinkSource,
  wanted: (left: number, right: number, weight: number) => boolean,
): Promise<GatheredLinks> {
  let left = new Uint32Array(1024);
  let right = new Uint32Array(1024);
  let weights = new Float32Array(1024);
  let count = 0;
  for await (const chunk of links()) {
    for (let i = 0; i < chunk.left.length; i++) {
      const a = chunk.left[i]!;
      const b = chunk.right[i]!;
      const weight = chunk.weight[i]!;
      if (!wanted(a, b, weight)) continue;
      if (count === left.length) {
        left = grow(left);
        right = grow(right);
        weights = grow(weights);
      }
      left[count] = Math.min(a, b);
      right[count] = Math.max(a, b);
      weights[count++] = weight;
    }
  }
  const weight = weights.subarray(0, count);
  return { left, right, weight, order: orderByRadix([fallingKeys(weight), left, right], count) };
}

function grow<T extends Uint32Array | Float32Array>(full: T): T {
  const larger = new (full.constructor as { new (length: number): T })(full.length * 2);
  larger.set(full);
  return larger;
}
