import { replayHistory } from '@gewu/alarms/replay-history';
import type { AlarmRule } from '@gewu/alarms/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareEpisodes, type KnownAlarm } from './compare-episodes.ts';
import { findEpisodes } from './find-episodes.ts';

const MINUTE = 60_000;
const rule = (limit: number): AlarmRule => ({
  type: 'dust',
  name: { zh: '扬尘', en: 'Dust' },
  levels: { minor: { when: { left: { key: 'pm10' }, is: '>=', right: limit } } },
  clear: { when: { left: { key: 'pm10' }, is: '<', right: 10 } },
});
const replay = (limit: number, values: readonly number[], since = 0) =>
  findEpisodes(
    replayHistory(
      [rule(limit)],
      {},
      values.map((pm10, i) => ({ ts: i * 30 * MINUTE, values: { pm10 } })),
      values.length * 30 * MINUTE,
    ),
    'dust',
    since,
  );

describe('what a threshold would have changed', () => {
  it('is counted against what the alarms turned out to be', () => {
    const past = [5, 32, 5, 45, 5, 31, 5, 60, 5];
    const alarm = (id: number, i: number, verdict: KnownAlarm['verdict']): KnownAlarm => ({
      id,
      channel: '',
      from: i * 30 * MINUTE + 2000,
      to: (i + 1) * 30 * MINUTE,
      verdict,
    });
    const alarms = [
      alarm(1, 1, 'false'),
      alarm(2, 3, 'true'),
      alarm(3, 5, 'false'),
      alarm(4, 7, 'true'),
      alarm(5, 40, 'true'),
    ];
    const { figures, list } = compareEpisodes(replay(30, past), replay(40, past), alarms);
    expect(figures).toEqual({
      now: 4,
      tried: 2,
      gone: 2,
      fresh: 0,
      false: { judged: 2, gone: 2 },
      true: { judged: 2, missed: 0 },
      untold: 1,
    });
    expect(list.map(({ fate, alarm: of, verdict }) => `${fate} ${of} ${verdict}`)).toEqual([
      'gone 1 false',
      'kept 2 true',
      'gone 3 false',
      'kept 4 true',
    ]);
    expect(compareEpisodes(replay(30, past), replay(50, past), alarms).figures.true).toEqual({ judged: 2, missed: 1 });
  });

  it('leaves out what began before the time that was asked for', () => {
    expect(replay(30, [40, 40, 5, 40], 60 * MINUTE)).toEqual([
      { channel: '', severity: 'minor', from: 90 * MINUTE, to: null },
    ]);
  });

  it('is nothing where nothing changes, and a higher limit of one condition never adds an alarm', () => {
    const history = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 40 });
    fc.assert(
      fc.property(history, fc.integer({ min: 11, max: 60 }), fc.integer({ min: 0, max: 30 }), (values, limit, more) => {
        const [now, tried] = [replay(limit, values), replay(limit + more, values)];
        const alarms = now.map((one, id): KnownAlarm => ({ ...one, id, verdict: 'false' }));
        const { figures, list } = compareEpisodes(now, tried, alarms);
        expect(figures.fresh).toBe(0);
        expect(figures.tried).toBeLessThanOrEqual(figures.now);
        expect(figures.untold).toBe(0);
        expect(list.length).toBe(figures.now + figures.fresh);
        if (more === 0) expect(figures).toMatchObject({ gone: 0, false: { gone: 0 } });
      }),
    );
  });
});
