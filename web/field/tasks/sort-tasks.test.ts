import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CaseRow } from '../offline/case-types.ts';
import { isOverdue } from './due-of.ts';
import { sortTasks } from './sort-tasks.ts';

const NOW = Date.parse('2026-03-02T09:00:00Z');
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

function row(number: string, part: Partial<CaseRow>): CaseRow {
  return {
    number,
    title: '',
    state: 'handling',
    stage: 'handle',
    matter: null,
    urgency: 'normal',
    area: '610402',
    areaName: '',
    place: null,
    openedAt: at(-60),
    dueAt: null,
    stageDueAt: at(600),
    leftMs: 0,
    overdue: false,
    pausedAt: null,
    procedure: 'standard-matter',
    owner: null,
    warned: false,
    marks: [],
    source: 'patrol',
    thumb: null,
    lon: null,
    lat: null,
    seq: 1,
    ...part,
  };
}

test('overdue first, then soon, then by urgency and limit; no limit last', () => {
  const rows = [
    row('none', { stageDueAt: null }),
    row('later', {}),
    row('critical', { urgency: 'critical', stageDueAt: at(700) }),
    row('warned', { warned: true, stageDueAt: at(300) }),
    row('soon', { stageDueAt: at(20) }),
    row('late', { overdue: true, stageDueAt: at(-5) }),
    row('late-by-the-phone', { stageDueAt: at(-50) }),
  ];
  expect(sortTasks(rows, NOW).map((one) => one.number)).toEqual([
    'late-by-the-phone',
    'late',
    'soon',
    'warned',
    'critical',
    'later',
    'none',
  ]);
});

test('a paused clock is never overdue and waits at the end', () => {
  const rows = [row('paused', { pausedAt: at(-30), stageDueAt: at(-10) }), row('later', {})];
  expect(sortTasks(rows, NOW).map((one) => one.number)).toEqual(['later', 'paused']);
  expect(isOverdue(rows[0] as CaseRow, NOW)).toBe(false);
});

test('the whole limit counts, too, when it is nearer', () => {
  expect(isOverdue(row('x', { dueAt: at(-1) }), NOW)).toBe(true);
});

test('the order does not depend on how the rows came in, and loses none', () => {
  const arbitrary = fc.uniqueArray(
    fc.record({ n: fc.nat(99), due: fc.option(fc.integer({ min: -500, max: 500 })), critical: fc.boolean() }),
    { selector: (one) => one.n },
  );
  fc.assert(
    fc.property(arbitrary, (things) => {
      const rows = things.map((one) =>
        row(String(one.n), {
          stageDueAt: one.due === null ? null : at(one.due),
          urgency: one.critical ? 'critical' : 'normal',
        }),
      );
      const sorted = sortTasks(rows, NOW);
      expect(sortTasks([...rows].reverse(), NOW)).toEqual(sorted);
      expect(sorted).toHaveLength(rows.length);
      const firstOnTime = sorted.findIndex((one) => !isOverdue(one, NOW));
      if (firstOnTime >= 0) expect(sorted.slice(firstOnTime).some((one) => isOverdue(one, NOW))).toBe(false);
    }),
  );
});
