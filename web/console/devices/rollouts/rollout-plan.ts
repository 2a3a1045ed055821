export type PlannedStage = { percent: number; waitMin: number };
/** How a rollout goes, in the units in which people say it: percent and minutes. */
export type Limits = {
  stages: PlannedStage[];
  failLimit: number;
  silentLimit: number;
  silentMin: number;
  patienceMin: number;
  mostAtOnce: number;
  /** Hours of the day in China. */
  quiet: { from: number; to: number } | undefined;
  hours: number;
};

/** What is offered at first; careful rather than quick. */
export const FIRST_LIMITS: Limits = {
  stages: [
    { percent: 1, waitMin: 60 },
    { percent: 10, waitMin: 60 },
    { percent: 100, waitMin: 60 },
  ],
  failLimit: 5,
  silentLimit: 5,
  silentMin: 30,
  patienceMin: 30,
  mostAtOnce: 50,
  quiet: { from: 22, to: 6 },
  hours: 168,
};

/** Devices that a stage reaches with those before it; only connected ones before the last. */
export const stageReach = (percent: number, devices: number, reachable: number): number => {
  const size = Math.max(0, Math.ceil((percent / 100) * devices - 1e-9));
  return percent >= 100 ? devices : Math.min(size, reachable);
};

/** A stage in the middle of the last two, so that shares keep rising. */
export function addStage(stages: readonly PlannedStage[]): PlannedStage[] {
  const last = stages.at(-1) as PlannedStage;
  const before = stages.at(-2)?.percent ?? 1;
  return [...stages.slice(0, -1), { percent: Math.ceil((before + 100) / 2), waitMin: last.waitMin }, last];
}
