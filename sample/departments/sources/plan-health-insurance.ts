import { formatDay } from '../rows/format-day.ts';
import { scramble } from '../rows/scramble.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import { pickSubjects, subjectOf } from '../rows/subjects.ts';
import type { World } from '../world/build-world.ts';
import { dayInYear } from './day-in-year.ts';
import { isAlive } from './is-alive.ts';
import { recentYears } from './recent-years.ts';

/** Nearly everybody, a row for each year of cover. */
export function planHealthInsurance(world: World, rows: number): SourcePlan {
  const { people, today } = world;
  const subjects = pickSubjects(
    people.count,
    recentYears(today, 6),
    (p, year) => p % 25 > 0 && isAlive(people, p, year),
  );
  return {
    source: 'health-insurance',
    rows,
    write(nth, row) {
      const { who, year } = subjectOf(subjects, nth, row.fixed);
      const { chance } = row;
      const seen = row.seen(Math.max((people.birth[who] as number) + 15, dayInYear(year, chance.next(), today)));
      return [
        `YB${scramble(nth, 8)}`,
        row.name('person', who),
        row.citizen(who, 0.075),
        row.sex(who, ['1', '2']),
        row.birth(who, 'slashes'),
        who % 3 === 1 ? '职工医保' : '居民医保',
        String(year),
        row.phone(who, seen, 0.44, chance.hit(0.3) ? 'dashes' : 'plain'),
        row.address(who, seen, 'hash'),
        formatDay(seen, 'slashes'),
      ];
    },
  };
}
