import type { Count } from './rollout-types.ts';

/** What is shown of a device's phase: one word and one colour each. */
export const PARTS = ['updated', 'returned', 'moving', 'failed', 'skipped', 'waiting'] as const;
export type Part = (typeof PARTS)[number];

/** The part that a phase belongs to; a device under way is under way, whatever it is doing. */
export function partOf(phase: string, back: boolean): Part {
  if (phase === 'done') return back ? 'returned' : 'updated';
  return phase === 'failed' || phase === 'skipped' || phase === 'waiting' ? phase : 'moving';
}

/** Devices by part, of one stage or of all; in the order in which the bar shows them, without empty ones. */
export function sumCounts(counts: readonly Count[], stage?: number): { part: Part; devices: number }[] {
  const sums = new Map<Part, number>();
  for (const one of counts)
    if (stage === undefined || one.stage === stage) {
      const part = partOf(one.phase, one.back);
      sums.set(part, (sums.get(part) ?? 0) + one.devices);
    }
  return PARTS.flatMap((part) => (sums.has(part) ? [{ part, devices: sums.get(part) as number }] : []));
}
