import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LimitUnit, WorkingHours } from './types.ts';
import { addLimit, addMs, limitMs, workingMsBetween } from './working-calendar.ts';

const office: WorkingHours = {
  spans: [
    [510, 720],
    [840, 1080],
  ],
  timeZone: 'Asia/Shanghai',
};
const at = (local: string) => new Date(`${local}:00+08:00`);
const add = (from: string, amount: number, unit: LimitUnit) => addLimit(at(from), { amount, unit }, office);

describe('addLimit', () => {
  it.each([
    ['within a span', '2026-11-24T09:00', 2, 'working_hour', '2026-11-24T11:00'],
    ['over the midday break', '2026-11-24T11:00', 2, 'working_hour', '2026-11-24T15:00'],
    ['ends with the span, not with the next one', '2026-11-24T11:00', 1, 'working_hour', '2026-11-24T12:00'],
    ['before work begins', '2026-11-24T06:00', 1, 'working_hour', '2026-11-24T09:30'],
    ['after work', '2026-11-24T22:15', 1, 'working_hour', '2026-11-25T09:30'],
    ['from Friday to Monday', '2026-11-27T10:00', 1, 'working_day', '2026-11-30T10:00'],
    ['over the week of the national holiday', '2026-09-30T17:00', 2, 'working_hour', '2026-10-08T09:30'],
    ['counts a make-up Saturday', '2026-10-09T17:00', 2, 'working_hour', '2026-10-10T09:30'],
    ['half a working day is half of the working hours', '2026-11-24T08:30', 0.5, 'working_day', '2026-11-24T14:15'],
    ['wall clock, by night', '2026-11-28T23:50', 30, 'minute', '2026-11-29T00:20'],
    ['wall clock, over a weekend', '2026-11-28T10:00', 7, 'day', '2026-12-05T10:00'],
  ] as const)('%s', (_what, from, amount, unit, end) => {
    expect(add(from, amount, unit)).toEqual(at(end));
  });

  it('says what is wrong with the hours', () => {
    const limit = { amount: 1, unit: 'working_hour' } as const;
    const start = at('2026-11-24T09:00');
    expect(() => addLimit(start, limit, { spans: [], timeZone: 'Asia/Shanghai' })).toThrow(/without a span/);
    expect(() => addLimit(start, limit, { spans: [[600, 540]], timeZone: 'Asia/Shanghai' })).toThrow(/600-540/);
    expect(() => addLimit(start, limit, { spans: [[540, 600]], timeZone: 'Europe/Berlin' })).toThrow(/Asia\/Shanghai/);
    expect(() => addLimit(start, { amount: -1, unit: 'hour' }, office)).toThrow(RangeError);
  });
});

const year = (n: number) => Date.UTC(n, 0, 1);
const moment = fc.integer({ min: year(2019), max: year(2028) }).map((ms) => new Date(ms));
const workingMs = fc.integer({ min: 1, max: 60 * 7.5 * 3_600_000 });
const hours = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 8 })
  .map((points) => points.sort((a, b) => a - b))
  .map((points): WorkingHours => {
    const spans: [number, number][] = [];
    for (let i = 0; i + 1 < points.length; i += 2) spans.push([points[i] as number, points[i + 1] as number]);
    return { spans, timeZone: 'Asia/Shanghai' };
  });
// short spans make a working hour last for weeks; that many days are walked
const ofAnyHours = fc.tuple(moment, hours, fc.integer({ min: 1, max: 20 * 3_600_000 }));

describe('the working clock', () => {
  it('adds what it measures, whatever the working hours', () => {
    fc.assert(
      fc.property(ofAnyHours, ([start, open, ms]) => {
        const end = addMs(start, ms, 'working_hour', open);
        expect(workingMsBetween(start, end, open)).toBe(ms);
        // the earliest such moment: a millisecond sooner is one too few
        expect(workingMsBetween(start, new Date(end.getTime() - 1), open)).toBe(ms - 1);
      }),
    );
  });

  it('never runs backwards', () => {
    fc.assert(
      fc.property(moment, moment, workingMs, (a, b, ms) => {
        const [early, late] = a <= b ? [a, b] : [b, a];
        expect(addMs(early, ms, 'working_hour', office).getTime()).toBeLessThanOrEqual(
          addMs(late, ms, 'working_hour', office).getTime(),
        );
        expect(workingMsBetween(early, late, office)).toBeGreaterThanOrEqual(0);
        expect(workingMsBetween(late, early, office)).toBe(0 - workingMsBetween(early, late, office));
      }),
    );
  });

  it('adds up over any moment between', () => {
    fc.assert(
      fc.property(moment, moment, moment, (a, b, c) => {
        expect(workingMsBetween(a, b, office) + workingMsBetween(b, c, office)).toBe(workingMsBetween(a, c, office));
      }),
    );
  });

  it('agrees with a count minute by minute', () => {
    const start = at('2026-09-29T00:00').getTime();
    const works = (ms: number) => workingMsBetween(new Date(ms), new Date(ms + 60_000), office);
    let sum = 0;
    for (let minute = 0; minute < 14 * 1440; minute++) sum += works(start + minute * 60_000);
    // 29 and 30 September, 8 to 10 October (the 10th made up) and 12 October: six days of seven and a half hours
    expect(sum).toBe(6 * 7.5 * 3_600_000);
  });

  it('gives a paused limit back what it had left', () => {
    const units: LimitUnit[] = ['minute', 'hour', 'day', 'working_hour', 'working_day'];
    const paused = fc.tuple(
      moment,
      fc.constantFrom(...units),
      fc.integer({ min: 1, max: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      moment,
    );
    fc.assert(
      fc.property(paused, ([start, unit, amount, part, resumed]) => {
        const due = addLimit(start, { amount, unit }, office);
        const whole = limitMs(start, due, unit, office);
        const pausedAt = new Date(start.getTime() + Math.floor((due.getTime() - start.getTime()) * part));
        const left = limitMs(pausedAt, due, unit, office);
        const used = limitMs(start, pausedAt, unit, office);
        const newDue = addMs(resumed, left, unit, office);
        expect(used + limitMs(resumed, newDue, unit, office)).toBe(whole);
      }),
    );
  });
});
