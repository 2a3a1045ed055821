import { formatDay } from '../rows/format-day.ts';
import { scramble } from '../rows/scramble.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import { pickSubjects, subjectOf } from '../rows/subjects.ts';
import type { World } from '../world/build-world.ts';
import { addressOutside } from '../world/counties.ts';
import { FLOATING } from '../world/people.ts';
import { recentYears } from './recent-years.ts';

const REASONS = ['务工', '经商', '投靠亲友', '就学', '随迁', '其他'];

/** Residence registrations of people from elsewhere, renewed from year to year. */
export function planFloatingPopulation(world: World, rows: number): SourcePlan {
  const { people, today } = world;
  const years = recentYears(today, 3);
  const subjects = pickSubjects(people.count, years, (p) => people.kind[p] === FLOATING && people.died[p] === 0);
  return {
    source: 'floating-population',
    rows,
    write(nth, row) {
      const { who, year } = subjectOf(subjects, nth, row.fixed);
      const { chance } = row;
      const seen = row.seen(today - ((years[0] as number) - year) * 365 - chance.below(300));
      const home = row.homeOf(who, seen);
      row.isHome('lodging', home);
      return [
        `JZ${scramble(nth, 8)}`,
        row.name('person', who),
        row.citizen(who, 0.03),
        row.sex(who, ['1', '2']),
        row.birth(who, 'digits'),
        addressOutside(people.origin[who] as number, who),
        row.placeAddress(home, who, 'street'),
        row.phone(who, seen, 0.1, chance.hit(0.2) ? 'spaced' : 'plain'),
        chance.pick(REASONS),
        '流动人口',
        formatDay(seen + 365, 'digits'),
        formatDay(seen, 'digits'),
      ];
    },
  };
}
