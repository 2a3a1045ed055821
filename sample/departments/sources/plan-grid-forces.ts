import { formatDay } from '../rows/format-day.ts';
import { scramble } from '../rows/scramble.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import { pickSubjects, subjectOf } from '../rows/subjects.ts';
import type { World } from '../world/build-world.ts';

const FORCES = ['网格员', '网格员', '网格长', '楼栋长', '楼栋长', '志愿者', '志愿者', '志愿者', '调解员'];

/** Grid workers, building heads, mediators and volunteers among the residents. */
export function planGridForces({ people, grids, today }: World, rows: number): SourcePlan {
  const subjects = pickSubjects(people.count, [0], (p) => {
    const age = (today - (people.birth[p] as number)) / 365.25;
    return p % 61 === 0 && age > 22 && age < 72 && people.died[p] === 0 && (people.home[p] as number) >= 0;
  });
  return {
    source: 'grid-forces',
    rows,
    format: 'xlsx',
    write(nth, row) {
      const { who } = subjectOf(subjects, nth, row.fixed);
      const { chance } = row;
      const seen = row.seen(today - chance.between(1, 200));
      return [
        `LL${scramble(nth, 6)}`,
        row.name('person', who),
        row.citizen(who, 0.2),
        row.sex(who, ['男', '女']),
        row.phone(who, seen, 0.05, 'dashes'),
        row.address(who, seen, 'spoken'),
        chance.pick(FORCES),
        chance.pick(grids).code,
        formatDay(seen, 'slashes'),
      ];
    },
  };
}
