// One smoke alarm: what its rules say in words, and what they make of a minute of data.
// Run it: node examples/smoke.ts
import { explainRule } from '../src/explain-rule.ts';
import { replayHistory } from '../src/replay-history.ts';
import type { AlarmRule } from '../src/types.ts';

/** Smoke above the limit of the area for ten seconds is critical; it ends by itself when the air is clear. */
export const smoke: AlarmRule = {
  type: 'smoke',
  name: { zh: '烟雾报警', en: 'Smoke' },
  levels: {
    critical: {
      when: { left: { key: 'smoke' }, is: '>', right: { attribute: 'smoke_limit', of: 'area', default: 0.5 } },
      seconds: 10,
      details: { zh: '烟雾浓度 {smoke} dB/m', en: 'Smoke at {smoke} dB/m' },
    },
  },
  clear: { when: { left: { key: 'smoke' }, is: '<', right: 0.2 }, seconds: 30 },
};

/** Says the rule and plays a minute. */
export function watchSmoke(): string[] {
  const lexicon = { smoke: { name: { zh: '烟雾浓度', en: 'smoke' }, unit: 'dB/m' } };
  const minute = [0.1, 0.6, 0.7, 0.1, 0.1].map((value, i) => ({ ts: i * 15_000, values: { smoke: value } }));
  return [
    ...explainRule(smoke, lexicon).map(({ text }) => text.en),
    ...replayHistory([smoke], {}, minute, 120_000).map(
      (t) => `${t.at / 1000} s: ${t.change} ${t.severity}${t.details ? ` (${t.details.en})` : ''}`,
    ),
  ];
}

if (import.meta.main) for (const line of watchSmoke()) process.stdout.write(`${line}\n`);
