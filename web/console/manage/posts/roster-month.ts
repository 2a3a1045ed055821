export type Duty = { account: string; name: string | null; starts: string; ends: string };
export type Shift = { account: string; start: string; end: string };

const MINUTES = /^([01]\d|2[0-3]):[0-5]\d$/;

/** The days of a month as yyyy-mm-dd in weeks from Monday, filled up with days of the neighbours. @param month yyyy-mm */
export function weeksOf(month: string): string[] {
  const first = new Date(`${month}-01T00:00:00Z`);
  const start = first.getTime() - ((first.getUTCDay() + 6) % 7) * 86_400_000;
  const end = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1);
  const days: string[] = [];
  for (let at = start; at < end || days.length % 7 !== 0; at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** A month before or after, as yyyy-mm. */
export function shiftMonth(month: string, by: number): string {
  const [year = 0, at = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, at - 1 + by, 1)).toISOString().slice(0, 7);
}

/** The moment a day begins on the district's clock. */
export function dayStart(day: string): string {
  return `${day}T00:00:00+08:00`;
}

/** The day of a moment on the district's clock, and its time. */
export function localParts(at: string): { day: string; time: string } {
  const local = new Date(new Date(at).getTime() + 8 * 3_600_000).toISOString();
  return { day: local.slice(0, 10), time: local.slice(11, 16) };
}

/** A shift of a day as moments; one that ends no later than it starts ends on the next day. */
export function dutyOf(day: string, shift: Shift): { account: string; starts: string; ends: string } | undefined {
  if (!MINUTES.test(shift.start) || !MINUTES.test(shift.end) || shift.account === '') return undefined;
  const starts = new Date(`${day}T${shift.start}:00+08:00`);
  const ends = new Date(`${day}T${shift.end}:00+08:00`);
  if (ends <= starts) ends.setTime(ends.getTime() + 86_400_000);
  return { account: shift.account, starts: starts.toISOString(), ends: ends.toISOString() };
}
