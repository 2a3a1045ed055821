import { chinaDay } from '../db/china-day.ts';
/** Days from `from` up to, not including, `before`. */
export type Stretch = { from: string; before: string };

/** Days from and to, both counted, as whole months in between and the days at the edges. */
export function splitRange(from: string, to: string): { months: Stretch | undefined; edges: Stretch[] } {
  const firstMonth = from.endsWith('-01') ? from : monthAfter(from);
  const end = dayAfter(to);
  const endMonth = `${end.slice(0, 7)}-01`;
  if (firstMonth >= endMonth) return { months: undefined, edges: [{ from, before: end }] };
  const edges = [
    { from, before: firstMonth },
    { from: endMonth, before: end },
  ];
  return {
    months: { from: firstMonth, before: endMonth },
    edges: edges.filter((edge) => edge.from < edge.before),
  };
}

/** Condition on a column `day`. The days must have been checked by `isDay`: they stand in the SQL as they are. */
export function stretchSql({ from, before }: Stretch): string {
  return `(day >= '${from}' and day < '${before}')`;
}

/** The day after, as yyyy-mm-dd. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function monthAfter(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
}

/** Today in China, as yyyy-mm-dd. */
export function today(now = new Date()): string {
  return chinaDay(now);
}

/** Whether the text is a day that exists, so that it may stand in SQL as it is. */
export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().slice(0, 10) === text
  );
}
