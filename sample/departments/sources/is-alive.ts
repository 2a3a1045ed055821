import { yearOf } from '../rows/format-day.ts';
import type { People } from '../world/people.ts';

/** Whether a person was born by the end of a year and had not died before it. */
export function isAlive({ birth, died }: People, person: number, year: number): boolean {
  const end = died[person] as number;
  return yearOf(birth[person] as number) <= year && (end === 0 || yearOf(end) >= year);
}
