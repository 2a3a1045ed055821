import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayHistory } from './replay-history.ts';
import { freshDevice, stepDevice } from './step-device.ts';
import type { AlarmRule, Condition, Event, Level, Transition } from './types.ts';

const condition: fc.Arbitrary<Condition> = fc.letrec<{ c: Condition }>((tie) => ({
  c: fc.oneof(
    { maxDepth: 2 },
    fc.record({
      left: fc.constantFrom({ key: 'a' }, { key: 'b' }),
      is: fc.constantFrom('>', '<', '>=', '=' as const),
      right: fc.integer({ min: 0, max: 5 }),
    }) as fc.Arbitrary<Condition>,
    fc.record({ silent: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ all: fc.array(tie('c'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ any: fc.array(tie('c'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: tie('c') }),
  ),
})).c;
const level: fc.Arbitrary<Level> = fc.record(
  {
    when: condition,
    seconds: fc.integer({ min: 1, max: 20 }),
    times: fc.integer({ min: 1, max: 3 }),
    schedule: fc.record({
      spans: fc.array(
        fc.record({
          days: fc.constant([1, 2, 3, 4, 5, 6, 7]),
          from: fc.integer({ min: 0, max: 1440 }),
          to: fc.integer({ min: 0, max: 1440 }),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    }),
  },
  { requiredKeys: ['when'] },
);
const rule: fc.Arbitrary<AlarmRule> = fc.record(
  {
    type: fc.constant('x'),
    name: fc.constant({ zh: '某', en: 'x' }),
    levels: fc.record({ critical: level, major: level }, { requiredKeys: ['major'] }),
    clear: level,
  },
  { requiredKeys: ['type', 'name', 'levels'] },
);
const START = Date.UTC(2026, 2, 2, 1, 0, 0);
const values = fc.record(
  { a: fc.integer({ min: 0, max: 6 }), b: fc.integer({ min: 0, max: 6 }) },
  { requiredKeys: [] },
);
/** @param delays ms that a message may have been on its way */
const messages = (delays: number[]): fc.Arbitrary<Event[]> =>
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 40_000 }), values, fc.constantFrom(...delays)), { maxLength: 25 })
    .map((list) => {
      let at = START;
      return list.map(([gap, given, delay]) => {
        at += gap;
        return { kind: 'data' as const, at, ts: at - delay, values: given };
      });
    });
const events = messages([0, 0, 0, 5000, 60_000]);

function play(rules: AlarmRule[], list: Event[]): Transition[] {
  let state = freshDevice();
  return list.flatMap((event) => {
    const outcome = stepDevice(rules, state, {}, event);
    state = outcome.state;
    return outcome.transitions;
  });
}

describe('a device stepped through events', () => {
  it('comes to the same alarms however often the clock ticks in between', () => {
    fc.assert(
      fc.property(
        rule,
        events,
        fc.array(fc.integer({ min: 0, max: 900_000 }), { maxLength: 30 }),
        (one, list, ticks) => {
          const end: Event = { kind: 'tick', at: START + 2_000_000 };
          const extra = ticks.map((offset): Event => ({ kind: 'tick', at: START + offset }));
          const mixed = [...list, ...extra].sort((x, y) => x.at - y.at || (x.kind === 'tick' ? -1 : 1));
          expect(play([one], [...mixed, end])).toEqual(play([one], [...list, end]));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('judges a moment by what happened up to it alone', () => {
    fc.assert(
      fc.property(rule, events, fc.nat(25), (one, list, cut) => {
        const early = list.slice(0, cut);
        const told = play([one], list).filter((t) => t.at < (list[cut]?.at ?? Number.POSITIVE_INFINITY));
        const upTo = list[cut] ? list[cut].at - 1 : START + 5_000_000;
        expect(play([one], [...early, { kind: 'tick', at: upTo }])).toEqual(
          list[cut] ? told : play([one], [...list, { kind: 'tick', at: upTo }]),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('raises only what is not active, clears only what is, and leaves the state it was given alone', () => {
    fc.assert(
      fc.property(rule, events, (one, list) => {
        let active: string | null = null;
        let state = freshDevice();
        for (const event of list) {
          const before = JSON.stringify(state);
          const outcome = stepDevice([one], state, {}, event);
          expect(JSON.stringify(state)).toBe(before);
          for (const t of outcome.transitions) {
            expect(t.previous).toBe(active);
            expect(t.change).toBe(t.change === 'cleared' ? 'cleared' : active === null ? 'raised' : 'severity');
            active = t.change === 'cleared' ? null : t.severity;
          }
          state = outcome.state;
          expect(state.alarms.x?.['']?.active ?? null).toBe(active);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('tells of the past what it told when it happened', () => {
    fc.assert(
      fc.property(rule, messages([0]), (one, list) => {
        const history = list.map((event) => ({ ts: event.at, values: (event as Event & { kind: 'data' }).values }));
        const until = START + 2_000_000;
        expect(replayHistory([one], {}, history, until)).toEqual(play([one], [...list, { kind: 'tick', at: until }]));
      }),
    );
  });
});
