/** Days from and to, both counted, as SQL over the counts: whole months from month rows, the edges from day rows. */
export function rangeSql(from: string, to: string): string {
  const firstMonth = from.endsWith('-01') ? from : monthAfter(from);
  const end = dayAfter(to); // exclusive
  const endMonth = `${end.slice(0, 7)}-01`;
  if (firstMonth >= endMonth) return `(grain = 'day' and day >= '${from}' and day < '${end}')`;
  const parts = [`(grain = 'month' and day >= '${firstMonth}' and day < '${endMonth}')`];
  if (from < firstMonth) parts.push(`(grain = 'day' and day >= '${from}' and day < '${firstMonth}')`);
  if (endMonth < end) parts.push(`(grain = 'day' and day >= '${endMonth}' and day < '${end}')`);
  return `(${parts.join(' or ')})`;
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
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** Whether the text is a day that exists, so that it may stand in SQL as it is. */
export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().slice(0, 10) === text
  );
}
