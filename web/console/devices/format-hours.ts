/** A mean length of time in one unit: 12 minutes, 1.5 hours, 42 days. @param hours its length */
export function formatHours(hours: number, t: (key: string, values: { n: string }) => string): string {
  if (hours < 1) return t('fl.minutes', { n: String(Math.round(hours * 60)) });
  const [key, n] = hours < 48 ? ['fl.hours', hours] : ['fl.daysLong', hours / 24];
  return t(key as string, {
    n: (n as number) < 10 ? String(Number((n as number).toFixed(1))) : String(Math.round(n as number)),
  });
}
