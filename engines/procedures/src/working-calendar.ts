import chineseDays from 'chinese-days';
import type { Limit, LimitUnit, WorkingHours } from './types.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** China keeps one time, without daylight saving, so local time is plain arithmetic. */
const OFFSET = 8 * HOUR;
const TIME_ZONE = 'Asia/Shanghai';

type Calendar = { spans: [from: number, to: number][]; perDay: number };

const calendars = new WeakMap<WorkingHours, Calendar>();
const dayKinds = new Map<number, boolean>();

/** Checks working hours once and keeps them as milliseconds of the day. */
function calendarOf(hours: WorkingHours): Calendar {
  const known = calendars.get(hours);
  if (known) return known;
  if (hours.timeZone !== TIME_ZONE)
    throw new RangeError(`working hours must be in ${TIME_ZONE}, not ${hours.timeZone}`);
  let end = 0;
  const spans = hours.spans.map(([from, to]): [number, number] => {
    if (!(from >= end && to > from && to <= 1440))
      throw new RangeError(`working span ${from}-${to} is empty, out of order or beyond midnight`);
    end = to;
    return [from * MINUTE, to * MINUTE];
  });
  if (spans.length === 0) throw new RangeError('working hours without a span: no limit would ever end');
  const calendar = { spans, perDay: spans.reduce((sum, [from, to]) => sum + to - from, 0) };
  calendars.set(hours, calendar);
  return calendar;
}

/** Whether people work on a day (days since 1970-01-01, local): holidays and make-up days counted. */
function isWorkday(day: number): boolean {
  const known = dayKinds.get(day);
  if (known !== undefined) return known;
  const kind = chineseDays.isWorkday(new Date(day * DAY).toISOString().slice(0, 10));
  dayKinds.set(day, kind);
  return kind;
}

/** Working milliseconds of one day that lie before a moment of it. */
function workedBefore(calendar: Calendar, msOfDay: number): number {
  let sum = 0;
  for (const [from, to] of calendar.spans) {
    if (msOfDay <= from) break;
    sum += Math.min(msOfDay, to) - from;
  }
  return sum;
}

/** The moment of a day at which `worked` working milliseconds of it have gone by; `worked` is in (0, perDay]. */
function momentAfter(calendar: Calendar, worked: number): number {
  let left = worked;
  for (const [from, to] of calendar.spans) {
    if (left <= to - from) return from + left;
    left -= to - from;
  }
  return DAY;
}

function addWorkingMs(start: number, ms: number, calendar: Calendar): number {
  if (ms <= 0) return start;
  let day = Math.floor((start + OFFSET) / DAY);
  // stand at the beginning of the day and owe what was already worked of it
  let left = ms + (isWorkday(day) ? workedBefore(calendar, start + OFFSET - day * DAY) : 0);
  for (;;) {
    if (isWorkday(day)) {
      if (left <= calendar.perDay) return day * DAY + momentAfter(calendar, left) - OFFSET;
      left -= calendar.perDay;
    }
    day += 1;
  }
}

/**
 * Working milliseconds from `a` to `b`; negative when `b` lies before `a`.
 * @throws RangeError when the hours are not usable or not in Asia/Shanghai
 */
export function workingMsBetween(a: Date, b: Date, hours: WorkingHours): number {
  const calendar = calendarOf(hours);
  const from = a.getTime() + OFFSET;
  const to = b.getTime() + OFFSET;
  if (Number.isNaN(from + to)) throw new RangeError('not a date');
  if (to < from) return 0 - workingMsBetween(b, a, hours); // never -0
  const first = Math.floor(from / DAY);
  const last = Math.floor(to / DAY);
  let sum = 0;
  for (let day = first; day < last; day++) if (isWorkday(day)) sum += calendar.perDay;
  if (isWorkday(last)) sum += workedBefore(calendar, to - last * DAY);
  if (isWorkday(first)) sum -= workedBefore(calendar, from - first * DAY);
  return sum;
}

/** One unit in the milliseconds of its own clock: a working day is as long as the working hours of a day. */
function unitMs(unit: LimitUnit, hours: WorkingHours): number {
  if (unit === 'minute') return MINUTE;
  if (unit === 'hour' || unit === 'working_hour') return HOUR;
  return unit === 'day' ? DAY : calendarOf(hours).perDay;
}

const isWorking = (unit: LimitUnit) => unit === 'working_hour' || unit === 'working_day';

/**
 * When a limit that starts at `start` ends. Minutes, hours and days run on the wall clock; working hours and working
 * days run only while people work, so one working day from 10:00 ends at 10:00 of the next day of work. Days whose
 * holidays have not been announced yet count as working from Monday to Friday.
 * @throws RangeError when the amount is negative or the hours are not usable
 */
export function addLimit(start: Date, limit: Pick<Limit, 'amount' | 'unit'>, hours: WorkingHours): Date {
  return addMs(start, limit.amount * unitMs(limit.unit, hours), limit.unit, hours);
}

/**
 * Moves a moment on by `ms` milliseconds of the clock a unit runs on: gives a paused limit back what it had left.
 * @throws RangeError when `ms` is negative or the hours are not usable
 */
export function addMs(start: Date, ms: number, unit: LimitUnit, hours: WorkingHours): Date {
  if (!(ms >= 0) || Number.isNaN(start.getTime())) throw new RangeError(`cannot add ${ms} ms to ${start}`);
  return new Date(isWorking(unit) ? addWorkingMs(start.getTime(), ms, calendarOf(hours)) : start.getTime() + ms);
}

/** Milliseconds from `from` to `to` on the clock a unit runs on (working or wall); negative when `to` is past. */
export function limitMs(from: Date, to: Date, unit: LimitUnit, hours: WorkingHours): number {
  return isWorking(unit) ? workingMsBetween(from, to, hours) : to.getTime() - from.getTime();
}
