import { describe, expect, it } from 'vitest';
import { freshDevice, stepDevice } from './step-device.ts';
import type { AlarmRule, Attributes, Condition, Event, Level, Transition, Value } from './types.ts';

// The checklist of alarm rules that users of device platforms rely on, each played as a short story of events.

const START = Date.UTC(2026, 2, 2, 1, 0, 0); // Monday 09:00 in China
const SECOND = 1000;
const hot = (limit: number): Condition => ({
  left: { key: 'temperature' },
  is: '>',
  right: limit,
});
const cool: Level = { when: { left: { key: 'temperature' }, is: '<', right: 30 } };
const rule = (levels: AlarmRule['levels'], more: Partial<AlarmRule> = {}): AlarmRule => ({
  type: 'heat',
  name: { zh: '高温', en: 'Heat' },
  levels,
  ...more,
});

/** Plays events for one device; rules and attributes may change on the way. */
function story(rules: AlarmRule[], attributes: Attributes = {}) {
  let state = freshDevice();
  const told: Transition[] = [];
  const teller = {
    rules,
    attributes,
    told,
    happen(event: Event): Transition[] {
      const outcome = stepDevice(teller.rules, state, teller.attributes, event);
      state = JSON.parse(JSON.stringify(outcome.state)) as typeof state; // kept as JSON between events
      told.push(...outcome.transitions);
      return outcome.transitions;
    },
    data: (second: number, values: Record<string, Value>, ts?: number) =>
      teller.happen({ kind: 'data', at: START + second * SECOND, values, ...(ts !== undefined && { ts }) }),
    tick: (second: number) => teller.happen({ kind: 'tick', at: START + second * SECOND }),
    change: (second: number, more: { rules?: AlarmRule[]; attributes?: Attributes }) => {
      Object.assign(teller, more);
      return teller.happen({ kind: 'changed', at: START + second * SECOND });
    },
    active: (type = 'heat', channel = '') => state.alarms[type]?.[channel]?.active ?? null,
    state: () => state,
  };
  return teller;
}
const changes = (transitions: Transition[]) => transitions.map((t) => `${t.change} ${t.severity}`);

describe('alarm rules', () => {
  it('1 severity follows the value, and the clear rule ends the alarm', () => {
    const s = story([rule({ critical: { when: hot(80) }, major: { when: hot(50) } }, { clear: cool })]);
    expect(changes(s.data(0, { temperature: 60 }))).toEqual(['raised major']);
    expect(changes(s.data(1, { temperature: 90 }))).toEqual(['severity critical']);
    expect(changes(s.data(2, { temperature: 60 }))).toEqual(['severity major']);
    expect(changes(s.data(3, { temperature: 40 }))).toEqual([]); // between the two: neither raised nor ended
    expect(changes(s.data(4, { temperature: 20 }))).toEqual(['cleared major']);
  });

  it('2 a condition may be an expression over values', () => {
    const sum: Condition = { left: { calc: '+', of: [{ key: 'a' }, { key: 'b' }] }, is: '>', right: 100 };
    const s = story([rule({ minor: { when: sum } })]);
    expect(s.data(0, { a: 60 })).toEqual([]);
    expect(changes(s.data(1, { b: 50 }))).toEqual(['raised minor']);
  });

  it('3 a message stamped 30 days back still raises: a default never wins by being newer', () => {
    const late: Condition = { left: { key: 'temperature', default: 0 }, is: '>', right: 50 };
    const s = story([rule({ critical: { when: late } })]);
    expect(changes(s.data(0, { temperature: 70 }, START - 30 * 86_400_000))).toEqual(['raised critical']);
  });

  it('4 a repeating condition fires at the n-th match in a row', () => {
    const s = story([rule({ major: { when: hot(50), times: 3 } })]);
    expect(s.data(0, { temperature: 60 })).toEqual([]);
    expect(s.data(1, { temperature: 60 })).toEqual([]);
    expect(s.data(2, { temperature: 40 })).toEqual([]); // the row is broken
    expect(s.data(3, { temperature: 60 })).toEqual([]);
    expect(s.data(4, { temperature: 60 })).toEqual([]);
    expect(changes(s.data(5, { temperature: 60 }))).toEqual(['raised major']);
  });

  it('5 n comes from an attribute', () => {
    const s = story([rule({ major: { when: hot(50), times: { attribute: 'n' } } })], { device: { n: 2 } });
    expect(s.data(0, { temperature: 60 })).toEqual([]);
    expect(changes(s.data(1, { temperature: 60 }))).toEqual(['raised major']);
  });

  it('6 a duration fires only after the time has run, with no new message', () => {
    const s = story([rule({ major: { when: hot(50), seconds: 10 } })]);
    s.data(0, { temperature: 60 });
    expect(s.tick(9)).toEqual([]);
    const raised = s.tick(30); // a late clock does not move the moment
    expect(raised).toMatchObject([{ change: 'raised', at: START + 10 * SECOND }]);
  });

  it('7 the duration comes from an attribute', () => {
    const s = story([rule({ major: { when: hot(50), seconds: { attribute: 'wait' } } })], { device: { wait: 5 } });
    s.data(0, { temperature: 60 });
    expect(s.tick(4)).toEqual([]);
    expect(changes(s.tick(5))).toEqual(['raised major']);
  });

  it('8 the default stands in for a missing attribute', () => {
    const s = story([rule({ major: { when: hot(50), seconds: { attribute: 'wait', default: 7 } } })]);
    s.data(0, { temperature: 60 });
    expect(s.tick(6)).toEqual([]);
    expect(changes(s.tick(7))).toEqual(['raised major']);
  });

  it('9 a duration edited while it runs counts from where it began', () => {
    const s = story([rule({ major: { when: hot(50), seconds: 100 } })]);
    s.data(0, { temperature: 60 });
    s.change(3, {
      rules: [rule({ major: { when: hot(50), seconds: { attribute: 'wait' } } })],
      attributes: { device: { wait: 8 } },
    });
    expect(s.tick(7)).toEqual([]);
    expect(s.tick(8)).toMatchObject([{ change: 'raised', at: START + 8 * SECOND }]);
  });

  it('10 a threshold is an attribute of whoever owns the device now', () => {
    const limit: Condition = { left: { key: 'temperature' }, is: '>', right: { attribute: 'limit', of: 'owner' } };
    const s = story([rule({ major: { when: limit } })], { owner: { limit: 70 }, device: { limit: 10 } });
    expect(s.data(0, { temperature: 60 })).toEqual([]);
    expect(changes(s.change(1, { attributes: { owner: { limit: 50 } } }))).toEqual(['raised major']);
  });

  it('11 a rule set at the area acts on its devices and ends there too', () => {
    const areaRule = rule(
      { critical: { when: { left: { key: 'level' }, is: '>', right: { attribute: 'flood', of: 'area' } } } },
      { type: 'flood', clear: { when: { left: { key: 'level' }, is: '<', right: 1 } } },
    );
    const s = story([rule({ major: { when: hot(50) } }), areaRule], { area: { flood: 3 } });
    expect(s.data(0, { level: 4 })).toMatchObject([{ type: 'flood', change: 'raised' }]);
    expect(s.data(1, { level: 0.5 })).toMatchObject([{ type: 'flood', change: 'cleared' }]);
  });

  it('12 the schedule comes from an attribute', () => {
    const level: Level = { when: hot(50), schedule: { attribute: 'hours' } };
    const night = JSON.stringify([{ days: [1, 2, 3, 4, 5, 6, 7], from: 22 * 60, to: 6 * 60 }]);
    const s = story([rule({ major: level })], { device: { hours: night } });
    expect(s.data(0, { temperature: 60 })).toEqual([]); // 09:00
    expect(s.data(14 * 3600, { temperature: 60 })).toMatchObject([{ at: START + 13 * 3600 * SECOND }]); // raised at 22:00
  });

  it('13 silence is a condition, and a listener that was away is no silence', () => {
    const s = story([rule({ warning: { when: { silent: 600 } } }, { clear: { when: { not: { silent: 600 } } } })]);
    s.data(0, { temperature: 20 });
    expect(s.tick(599)).toEqual([]);
    expect(s.tick(5000)).toMatchObject([{ change: 'raised', at: START + 600 * SECOND }]);
    expect(changes(s.data(5001, { temperature: 20 }))).toEqual(['cleared warning']);
    s.happen({ kind: 'resumed', at: START + 5500 * SECOND });
    expect(s.tick(6000)).toEqual([]);
    expect(s.tick(6100)).toMatchObject([{ change: 'raised' }]);
  });

  it('14 with the type edited, the next message raises the new one; the old stays for a person', () => {
    const s = story([rule({ major: { when: hot(50) } })]);
    s.data(0, { temperature: 60 });
    s.change(1, { rules: [rule({ major: { when: hot(50) } }, { type: 'overheat' })] });
    s.data(2, { temperature: 60 });
    expect(s.active('overheat')).toBe('major');
    expect(s.active('heat')).toBe('major');
    expect(s.happen({ kind: 'clear', at: START + 3 * SECOND, type: 'heat' })).toMatchObject([{ by: 'person' }]);
  });

  it('15 with the expression edited, what is known is judged anew at once', () => {
    const s = story([rule({ major: { when: hot(70) } })]);
    expect(s.data(0, { temperature: 60 })).toEqual([]);
    expect(changes(s.change(1, { rules: [rule({ major: { when: hot(50) } })] }))).toEqual(['raised major']);
  });

  it('16 with n edited while counting, what was counted stays', () => {
    const s = story([rule({ major: { when: hot(50), times: 5 } })]);
    for (let i = 0; i < 3; i++) s.data(i, { temperature: 60 });
    expect(changes(s.change(4, { rules: [rule({ major: { when: hot(50), times: 3 } })] }))).toEqual(['raised major']);
  });

  it('17 the source of an argument may be edited', () => {
    const of = (whose: 'device' | 'area'): Level => ({
      when: { left: { key: 'temperature' }, is: '>', right: { attribute: 'limit', of: whose } },
    });
    const s = story([rule({ major: of('device') })], { device: { limit: 90 }, area: { limit: 40 } });
    expect(s.data(0, { temperature: 60 })).toEqual([]);
    expect(changes(s.change(1, { rules: [rule({ major: of('area') })] }))).toEqual(['raised major']);
  });

  it('18 the details are filled in', () => {
    const details = {
      zh: '温度 {temperature}，上限 {device.limit}，{nothing}',
      en: '{temperature} over {device.limit}',
    };
    const s = story([rule({ major: { when: hot(50), details } })], { device: { limit: 50 } });
    expect(s.data(0, { temperature: 61.5 })[0]?.details).toEqual({ zh: '温度 61.5，上限 50，—', en: '61.5 over 50' });
  });

  it('19 true before the schedule opens: nothing, then exactly one when it opens, with no new message', () => {
    const level: Level = { when: hot(50), schedule: { spans: [{ days: [1], from: 10 * 60, to: 12 * 60 }] } };
    const s = story([rule({ major: level })]);
    expect(s.data(0, { temperature: 60 })).toEqual([]);
    expect(s.tick(3599)).toEqual([]);
    expect(s.tick(3600)).toMatchObject([{ change: 'raised', at: START + 3600 * SECOND }]);
    expect(s.tick(3 * 3600)).toEqual([]);
  });

  it('20 cleared by hand: it stays ended until the device says so again', () => {
    const s = story([rule({ major: { when: hot(50) } })]);
    s.data(0, { temperature: 60 });
    expect(s.happen({ kind: 'clear', at: START + SECOND, type: 'heat' })).toMatchObject([
      { change: 'cleared', by: 'person' },
    ]);
    expect(s.tick(600)).toEqual([]);
    expect(s.happen({ kind: 'clear', at: START + 601 * SECOND, type: 'heat' })).toEqual([]);
    expect(changes(s.data(602, { temperature: 60 }))).toEqual(['raised major']);
  });

  it('keeps several causes of one type apart by channel', () => {
    const channelled = rule({ major: { when: hot(50) } }, { channel: 'probe', clear: cool });
    const s = story([channelled]);
    expect(s.data(0, { probe: 'a', temperature: 60 })).toMatchObject([{ channel: 'a', change: 'raised' }]);
    expect(s.data(1, { probe: 'b', temperature: 20 })).toEqual([]); // b says nothing of a
    expect(s.data(2, { probe: 'b', temperature: 60 })).toMatchObject([{ channel: 'b', change: 'raised' }]);
    expect(s.data(3, { probe: 'a', temperature: 20 })).toMatchObject([{ channel: 'a', change: 'cleared' }]);
    expect(s.active('heat', 'b')).toBe('major');
  });

  it('is not ended by a message from before it was raised', () => {
    const s = story([rule({ major: { when: hot(50) } }, { clear: cool })]);
    s.data(10, { temperature: 60 });
    expect(s.data(11, { temperature: 20 }, START + 5 * SECOND)).toEqual([]);
    expect(changes(s.data(12, { temperature: 20 }))).toEqual(['cleared major']);
  });

  it('neither raises nor clears by what was never measured', () => {
    const s = story([rule({ major: { when: { not: hot(50) } } }, { clear: cool })]);
    expect(s.data(0, { humidity: 40 })).toEqual([]);
    expect(s.active()).toBe(null);
  });
});
