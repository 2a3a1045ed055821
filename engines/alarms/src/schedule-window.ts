import type { Attributes, Schedule, Span } from './types.ts';

const MINUTE = 60_000;
const DAY = 1440;
const WEEK = 7 * DAY;

/** China keeps one clock, eight hours before UTC, and no summer time. */
export const CHINA_OFFSET_MINUTES = 480;

/** The spans in force: those declared, or those an attribute holds (as JSON or text of it), else the default. */
export function spansOf(schedule: Schedule | undefined, attributes: Attributes): readonly Span[] | undefined {
  if (!schedule) return undefined;
  if ('spans' in schedule) return schedule.spans;
  return readSpans(attributes[schedule.of ?? 'device']?.[schedule.attribute]) ?? schedule.default;
}

/** Whether the moment lies in a span; always where there are none. Ends are exclusive. */
export function isOpen(spans: readonly Span[] | undefined, at: number, offset = CHINA_OFFSET_MINUTES): boolean {
  if (!spans) return true;
  const minute = minuteOfWeek(at, offset);
  return spans.some((span) => intervals(span).some(([from, to]) => minute >= from && minute < to));
}

/** The next moment after `at` when a span opens or closes, ms; null where that never happens. */
export function nextEdge(spans: readonly Span[] | undefined, at: number, offset = CHINA_OFFSET_MINUTES): number | null {
  const minute = minuteOfWeek(at, offset);
  let least = Number.POSITIVE_INFINITY;
  for (const span of spans ?? [])
    for (const edge of intervals(span).flat()) {
      const ahead = (((edge - minute) % WEEK) + WEEK) % WEEK;
      least = Math.min(least, ahead === 0 ? WEEK : ahead);
    }
  return Number.isFinite(least) ? at + Math.round(least * MINUTE) : null;
}

/** Minutes since Monday 00:00 local time, with a fraction. 1970-01-01 was a Thursday. */
function minuteOfWeek(at: number, offset: number): number {
  const minutes = at / MINUTE + offset + 3 * DAY;
  return ((minutes % WEEK) + WEEK) % WEEK;
}

/** A span as stretches of the week; one over midnight of Sunday comes in two. */
function intervals(span: Span): [number, number][] {
  return span.days.flatMap((day): [number, number][] => {
    const start = (day - 1) * DAY + span.from;
    const end = (day - 1) * DAY + span.to + (span.to <= span.from ? DAY : 0);
    return end <= WEEK
      ? [[start, end]]
      : [
          [start, WEEK],
          [0, end - WEEK],
        ];
  });
}

function readSpans(found: unknown): Span[] | undefined {
  let value = found;
  if (typeof value === 'string') {
    try {
      value = JSON.parse(value) as unknown;
    } catch {
      return undefined;
    }
  }
  return Array.isArray(value) && value.every(isSpan) ? value : undefined;
}

function isSpan(value: unknown): value is Span {
  const span = value as Partial<Span> | null;
  const minute = (part: unknown) => Number.isInteger(part) && (part as number) >= 0 && (part as number) <= DAY;
  return (
    typeof span === 'object' &&
    span !== null &&
    Array.isArray(span.days) &&
    span.days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7) &&
    minute(span.from) &&
    minute(span.to)
  );
}
