const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether a day exists in the Gregorian calendar; month 1–12. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (DAYS[month - 1] as number) + (leap ? 1 : 0);
}

let cachedDay = -1;
let cachedNumber = 0;

/** Today in China (UTC+8, no summer time) as the number 20260131. Cheap enough to ask for every row. */
export function chinaToday(): number {
  const day = Math.floor((Date.now() + 28_800_000) / 86_400_000);
  if (day !== cachedDay) {
    const date = new Date(day * 86_400_000);
    cachedNumber = date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
    cachedDay = day;
  }
  return cachedNumber;
}
