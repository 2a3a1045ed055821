export type Target = { id: number; site: string; reachable: boolean };
export type Chosen = { id: number; stage: number; rank: number };

/**
 * Spreads devices over the stages of a rollout. The order is drawn by the seed; it takes one device of every site before a
 * second of any, so that early stages touch many buildings and none of them twice as long as another is untouched. Who
 * cannot be reached now comes in the last stage: an early stage must show something.
 * @param shares of all devices, rising to 1; up to a stage's share its devices and those of the stages before are chosen
 * @returns every device once, in its order; stages from 1
 */
export function chooseStages(targets: readonly Target[], shares: readonly number[], seed: number): Chosen[] {
  const drawn = targets
    .map((target) => ({ ...target, draw: mix(seed, target.id) }))
    .sort((a, b) => a.draw - b.draw || a.id - b.id);
  const seen = new Map<string, number>();
  const order = drawn
    .map((target) => {
      const key = `${target.reachable}:${target.site}`;
      const round = seen.get(key) ?? 0;
      seen.set(key, round + 1);
      return { ...target, round };
    })
    .sort((a, b) => Number(b.reachable) - Number(a.reachable) || a.round - b.round || a.draw - b.draw || a.id - b.id);
  const reachable = targets.filter((target) => target.reachable).length;
  const ends = shares.map((share, i) =>
    i === shares.length - 1 ? targets.length : Math.min(reachable, stageSize(share, targets.length)),
  );
  return order.map(({ id }, rank) => ({ id, rank, stage: ends.findIndex((end) => rank < end) + 1 }));
}

/** How many devices a share allows: at least one, else a small fleet would have empty stages. */
export const stageSize = (share: number, total: number): number => Math.min(total, Math.ceil(share * total - 1e-9));

/** A number that looks like chance and is the same every time (the finaliser of MurmurHash3, 32 bits). */
function mix(seed: number, id: number): number {
  let h = Math.imul(seed ^ Math.imul(id, 0x9e3779b1), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
