// A morning of five bins: which ones the lorry empties, and why.
// Run it: node examples/round.ts
import { explainPassed, explainStop } from '../src/explain-bin.ts';
import { type Candidate, planRound } from '../src/plan-round.ts';

/** Two bins at a market that are nearly full, one beside them, one far away that may overflow, one that will not. */
const bins: Candidate[] = [
  { key: 'market 1', lon: 108.7, lat: 34.33, overflow: 0.9, fill: 88 },
  { key: 'market 2', lon: 108.7004, lat: 34.3302, overflow: 0.7, fill: 80 },
  { key: 'corner', lon: 108.7008, lat: 34.3301, overflow: 0.25, fill: 61 },
  { key: 'far', lon: 108.74, lat: 34.33, overflow: 0.6, fill: 75 },
  { key: 'quiet', lon: 108.7006, lat: 34.33, overflow: 0.05, fill: 20 },
];

/** Says the plan, a line a bin. */
export function planMorning(): string[] {
  const chance = new Map(bins.map(({ key, overflow }) => [key, overflow]));
  const plan = planRound(bins, { lorries: 1, capacity: 40, stopMinutes: 3, speed: 20, overflowMinutes: 20 });
  return [
    ...plan.rounds.flatMap(({ stops }) =>
      stops.map((stop, i) => `${i + 1}. ${stop.key}: ${explainStop(stop, chance.get(stop.key) ?? 0).en}`),
    ),
    ...plan.passed.map((passed) => `–  ${passed.key}: ${explainPassed(passed, chance.get(passed.key) ?? 0).en}`),
  ];
}

if (import.meta.main) for (const line of planMorning()) process.stdout.write(`${line}\n`);
