import { formatDay } from '../rows/format-day.ts';
import { scramble } from '../rows/scramble.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import { pickSubjects, subjectOf } from '../rows/subjects.ts';
import type { World } from '../world/build-world.ts';

/** Marriages and divorces with both partners; the newest entries come first in no order. */
export function planMarriages(world: World, rows: number): SourcePlan {
  const { people, today } = world;
  const subjects = pickSubjects(people.count, [0], (p) => people.sex[p] === 1 && (people.spouse[p] as number) >= 0);
  return {
    source: 'marriages',
    rows,
    write(nth, row) {
      const { who: husband } = subjectOf(subjects, nth, row.fixed);
      const wife = people.spouse[husband] as number;
      const parted = (people.divorced[husband] as number) !== 0;
      const day = (parted ? people.divorced[husband] : people.married[husband]) as number;
      const seen = row.seen(day);
      // who married long ago gave no phone; the address is that of the day
      const missing = day < today - 5000 ? 0.6 : 0.08;
      const partner = (part: string, p: number) => [
        row.name(part, p),
        row.citizen(p, 0.015),
        row.birth(p, 'signs'),
        row.phone(p, seen, missing),
        day < today - 6000 ? '' : row.address(p, seen, 'dashes'),
      ];
      return [
        `J610402-${formatDay(day, 'digits').slice(0, 4)}-${scramble(nth, 7)}`,
        ...partner('husband', husband),
        ...partner('wife', wife),
        parted ? '离婚登记' : '结婚登记',
        formatDay(seen, 'signs'),
      ];
    },
  };
}
