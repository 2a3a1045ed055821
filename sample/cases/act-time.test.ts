import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CaseRecord } from '../../platform/cases/case-record.ts';
import { createRandom } from '../random.ts';
import { actTime } from './act-time.ts';

const hourInChina = (at: Date) => (at.getUTCHours() + 8) % 24;
const rowAt = (last: number, urgency: string, limitHours: number | null) =>
  ({
    updated_at: new Date(last),
    stage_from: new Date(last),
    stage_due_at: limitHours === null ? null : new Date(last + limitHours * 3_600_000),
    urgency,
  }) as CaseRecord;
const moment = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2026, 11, 31) });

test('people act after what went before, and not in the night', () => {
  fc.assert(
    fc.property(
      moment,
      fc.option(fc.integer({ min: 1, max: 300 })),
      fc.nat(),
      fc.boolean(),
      (last, limit, seed, resident) => {
        const at = actTime(
          rowAt(last, 'normal', limit),
          { act: 'x', by: resident ? 'reporter' : 'owner' },
          createRandom(seed),
        );
        expect(at.getTime()).toBeGreaterThan(last);
        const [from, to] = resident ? [7, 23] : [8, 20];
        expect(hourInChina(at)).toBeGreaterThanOrEqual(from);
        expect(hourInChina(at)).toBeLessThan(to);
      },
    ),
  );
});

test('danger to life does not wait for the morning', () => {
  const night = Date.UTC(2026, 2, 3, 18, 0); // two o'clock in China
  const at = actTime(rowAt(night, 'critical', 2), { act: 'x', by: 'owner' }, createRandom(1));
  expect(at.getTime() - night).toBeLessThan(4 * 3_600_000);
  expect(hourInChina(at)).toBeLessThan(8);
});
