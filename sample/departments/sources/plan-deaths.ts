import { formatDay } from '../rows/format-day.ts';
import { scramble } from '../rows/scramble.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import { pickSubjects, subjectOf } from '../rows/subjects.ts';
import type { World } from '../world/build-world.ts';

/** Funerals of the last years. */
export function planDeaths(world: World, rows: number): SourcePlan {
  const { people } = world;
  const subjects = pickSubjects(people.count, [0], (p) => people.died[p] !== 0);
  return {
    source: 'deaths',
    rows,
    write(nth, row) {
      const { who } = subjectOf(subjects, nth, row.fixed);
      const died = people.died[who] as number;
      const seen = row.seen(died + row.chance.between(1, 6));
      return [
        `BZ${scramble(nth, 7)}`,
        row.name('person', who),
        row.citizen(who, 0.02),
        row.sex(who, ['男', '女']),
        row.birth(who, 'slashes'),
        row.address(who, died, 'dashes'),
        formatDay(died, 'slashes'),
        formatDay(seen, 'slashes'),
      ];
    },
  };
}
