import { formatDay, yearOf } from '../rows/format-day.ts';
import { scramble } from '../rows/scramble.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import { pickSubjects, subjectOf } from '../rows/subjects.ts';
import type { World } from '../world/build-world.ts';
import { dayInYear } from './day-in-year.ts';
import { isAlive } from './is-alive.ts';
import { recentYears } from './recent-years.ts';

/** A row for each insured person and year; who moves on keeps the old address in the rows of before. */
export function planSocialSecurity(world: World, rows: number): SourcePlan {
  const { people, firms, today } = world;
  const years = recentYears(today, 6);
  const subjects = pickSubjects(people.count, years, (p, year) => {
    const age = year - yearOf(people.birth[p] as number);
    return age >= 17 && (age < 60 || p % 3 > 0) && p % 16 > 0 && isAlive(people, p, year);
  });
  return {
    source: 'social-security',
    rows,
    write(nth, row) {
      const { who, year } = subjectOf(subjects, nth, row.fixed);
      const { chance } = row;
      const seen = row.seen(dayInYear(year, chance.next(), today));
      // two thirds of those below sixty are employed, most in the same firm from year to year
      const retired = year - yearOf(people.birth[who] as number) > 59;
      const firm =
        retired || who % 3 === 0 ? undefined : firms[(who * 31 + (year - (who % 5) > 2022 ? 7 : 0)) % firms.length];
      return [
        `SB${scramble(nth, 8)}`,
        row.citizen(who, 0.055),
        row.name('person', who),
        row.sex(who, ['男性', '女性']),
        row.birth(who, 'digits'),
        row.phone(who, seen, 0.32, 'plain'),
        row.address(who, seen, 'signs'),
        firm?.name ?? '',
        firm?.uscc ?? '',
        firm ? '城镇职工基本养老保险' : '城乡居民基本养老保险',
        String(year),
        formatDay(seen, 'digits'),
      ];
    },
  };
}
