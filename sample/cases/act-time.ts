import type { CaseRecord } from '../../platform/cases/case-record.ts';
import type { Random } from '../random.ts';
import type { Move } from './scene.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CHINA = 8 * HOUR;

/**
 * When somebody gets round to a move: after a share of the stage's limit, or some hours; waiting times have long
 * tails, and people sleep, save those on duty for what cannot wait. Millisecond precision, strictly after the case's last step.
 */
export function actTime(row: CaseRecord, move: Move, random: Random): Date {
  const last = row.updated_at.getTime();
  const limit = row.stage_due_at ? row.stage_due_at.getTime() - row.stage_from.getTime() : 4 * HOUR;
  const from = row.stage_due_at ? row.stage_from.getTime() : last;
  const wished =
    move.hours === undefined
      ? from + limit * random.logNormal(move.speed ?? 0.3, 0.5)
      : last + random.logNormal(move.hours, 0.7) * HOUR;
  const least = row.urgency === 'critical' ? random.int(20_000, 100_000) : random.int(2 * MINUTE, 9 * MINUTE);
  const at = Math.max(last + least, Math.round(wished));
  const resident = move.by === 'reporter';
  return new Date(
    row.urgency !== 'normal' && !resident ? at : wakingHours(at, resident ? 7 : 8, resident ? 23 : 20, random),
  );
}

/** Moves a moment in the night to some time in the next morning (China time). */
export function wakingHours(at: number, from: number, to: number, random: Random): number {
  const local = at + CHINA;
  const hour = Math.floor((local % DAY) / HOUR);
  if (hour >= from && hour < to) return at;
  const midnight = Math.floor(local / DAY) * DAY + (hour >= to ? DAY : 0);
  return midnight - CHINA + from * HOUR + random.int(0, 90 * MINUTE);
}
