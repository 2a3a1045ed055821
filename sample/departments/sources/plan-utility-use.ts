import { formatDay } from '../rows/format-day.ts';
import { scramble } from '../rows/scramble.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import type { World } from '../world/build-world.ts';
import { accountOf, USES } from './account-of.ts';
import { dayInYear } from './day-in-year.ts';
import { recentYears } from './recent-years.ts';

/** A year's use in cubic metres, kilowatt hours, cubic metres, square metres heated. */
const TYPICAL = [110, 2100, 260, 95];

/**
 * The yearly readings of every account: of homes, not of people.
 * @param accounts how many accounts there are
 */
export function planUtilityUse({ places, people, today }: World, rows: number, accounts: number): SourcePlan {
  const lived = new Uint8Array(places.homes);
  for (let p = 0; p < people.count; p++) if ((people.home[p] as number) >= 0) lived[people.home[p] as number] = 1;
  const years = recentYears(today, 12);
  return {
    source: 'utility-use',
    rows,
    write(nth, row) {
      const { chance } = row;
      const { home, use, number } = accountOf(places.homes, nth % accounts);
      // readings of the year before the present one are the newest
      const year = years[1 + Math.floor(nth / accounts)] ?? (years[1] as number);
      row.isHome('room', home);
      const amount = (TYPICAL[use] as number) * (lived[home] ? 0.4 + 1.2 * chance.next() : 0.02 * chance.next());
      return [
        `CB${scramble(nth, 8)}`,
        number,
        USES[use] as string,
        row.placeAddress(home, 0, 'spaced'),
        String(year),
        amount.toFixed(1),
        formatDay(row.seen(dayInYear(year, 0.97 + 0.03 * chance.next(), today)), 'digits'),
      ];
    },
  };
}
