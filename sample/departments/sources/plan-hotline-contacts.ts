import { formatDay } from '../rows/format-day.ts';
import { scramble } from '../rows/scramble.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import { pickSubjects, subjectOf } from '../rows/subjects.ts';
import type { World } from '../world/build-world.ts';

const KINDS = ['求决', '求决', '咨询', '咨询', '投诉', '建议'];

/** Who called the hotline and may be called back: a name, a number, often a place; never a citizen number. */
export function planHotlineContacts({ people, today }: World, rows: number): SourcePlan {
  const subjects = pickSubjects(people.count, [2, 1, 0], (p) => p % 4 > 0 && isCaller(p));
  function isCaller(p: number): boolean {
    const age = (today - (people.birth[p] as number)) / 365.25;
    return age > 19 && age < 82 && people.died[p] === 0 && (people.home[p] as number) >= 0;
  }
  return {
    source: 'hotline-contacts',
    rows,
    write(nth, row) {
      const { who } = subjectOf(subjects, nth, row.fixed);
      const { chance } = row;
      const seen = row.seen(today - chance.between(1, 1000));
      return [
        `GD${scramble(nth, 9)}`,
        row.name('caller', who),
        row.phone(who, seen, 0.03, chance.hit(0.3) ? 'country' : 'plain'),
        chance.hit(0.25) ? '' : row.address(who, seen, 'spoken'),
        chance.pick(KINDS),
        formatDay(seen, 'dashes'),
      ];
    },
  };
}
