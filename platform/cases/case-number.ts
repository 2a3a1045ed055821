import { chinaDay } from '../db/china-day.ts';
/** Public case number: eight digits of the opening day in China, eight digits of the id (2026112400000042). */
export function caseNumber(id: number, openedAt: Date): string {
  const day = chinaDay(openedAt).replaceAll('-', '');
  return `${day}${String(id).padStart(8, '0')}`;
}

/** The id inside a case number; undefined where the text is no case number. */
export function caseIdOf(number: string): number | undefined {
  return /^\d{16,20}$/.test(number) ? Number(number.slice(8)) : undefined;
}
