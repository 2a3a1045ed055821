import { formatDay } from '../rows/format-day.ts';
import { scramble } from '../rows/scramble.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import { pickSubjects, subjectOf } from '../rows/subjects.ts';
import type { World } from '../world/build-world.ts';

const MATTERS = [
  '居住证明',
  '社保办理',
  '医保办理',
  '流动人口登记',
  '房屋租赁登记',
  '活动报名',
  '公共空间借用',
  '志愿者登记',
];

/** Who had a matter handled at the counter of a community. */
export function planResidentServices({ people, today }: World, rows: number): SourcePlan {
  const subjects = pickSubjects(people.count, [1, 0], (p) => {
    const age = (today - (people.birth[p] as number)) / 365.25;
    return age > 18 && people.died[p] === 0 && (people.home[p] as number) >= 0;
  });
  return {
    source: 'resident-services',
    rows,
    write(nth, row) {
      const { who } = subjectOf(subjects, nth, row.fixed);
      const { chance } = row;
      const seen = row.seen(today - chance.between(1, 1100));
      return [
        `SL${scramble(nth, 8)}`,
        row.name('applicant', who),
        row.citizen(who, 0.15),
        row.phone(who, seen, 0.12),
        row.address(who, seen, 'community'),
        (people.birth[who] as number) < today - 60 * 365 && chance.hit(0.3) ? '老年证办理' : chance.pick(MATTERS),
        formatDay(seen, 'slashes'),
      ];
    },
  };
}
