const HOUR = 3600;
const DAY = 86_400;
const MOST_POINTS = 500;
/** Widths that people read, seconds: from a second to four weeks. */
const STEPS = [
  1,
  5,
  15,
  60,
  300,
  900,
  1800,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
];
/** A Monday at midnight in China: hours, days and weeks all begin there. */
export const ORIGIN = '2000-01-03T00:00:00+08:00';

export type Kept = {
  /** Hours before it are rolled up; null: none is. */
  mark: Date | null;
  /** Readings, and hours, before these were destroyed. */
  rawFloor: Date;
  hourFloor: Date;
};
export type Piece = { from: Date; to: Date };
export type Pieces = { stepSeconds: number; day: Piece; hour: Piece; raw: Piece };

/**
 * From what a curve is drawn: which stretch of it from days, which from hours, which from readings. Only whole days and
 * hours are taken from roll-ups, so that each reading counts once, and the newest come from readings alone.
 * @param span as asked for; its beginning is moved back to a whole step
 */
export function choosePieces(span: Piece, kept: Kept): Pieces {
  const seconds = Math.max(1, (span.to.getTime() - span.from.getTime()) / 1000);
  const fit = STEPS.find((one) => seconds / one <= MOST_POINTS) ?? (STEPS.at(-1) as number);
  const coarsest = span.from < kept.hourFloor ? DAY : span.from < kept.rawFloor ? HOUR : 1;
  const stepSeconds = kept.mark ? Math.max(fit, coarsest) : fit;
  const from = floorTo(span.from, stepSeconds);
  const mark = kept.mark && stepSeconds >= HOUR ? clamp(kept.mark, from, span.to) : from;
  const dayMark = stepSeconds >= DAY ? clamp(floorTo(mark, DAY), from, mark) : from;
  return {
    stepSeconds,
    day: { from, to: dayMark },
    hour: { from: dayMark, to: mark },
    raw: { from: mark, to: span.to },
  };
}

function floorTo(at: Date, seconds: number): Date {
  const origin = Date.parse(ORIGIN);
  const step = seconds * 1000;
  return new Date(origin + Math.floor((at.getTime() - origin) / step) * step);
}

const clamp = (at: Date, from: Date, to: Date): Date => (at < from ? from : at > to ? to : at);
