import { formatDay, yearOf } from '../rows/format-day.ts';
import { scramble } from '../rows/scramble.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import { pickSubjects, subjectOf } from '../rows/subjects.ts';
import type { World } from '../world/build-world.ts';
import { recentYears } from './recent-years.ts';

const GRADES = [
  '幼儿园小班',
  '幼儿园中班',
  '幼儿园大班',
  '小学一年级',
  '小学二年级',
  '小学三年级',
  '小学四年级',
  '小学五年级',
  '小学六年级',
  '初中一年级',
  '初中二年级',
  '初中三年级',
  '高中一年级',
  '高中二年级',
  '高中三年级',
];
const YOUNGEST = 3;

/** Pupils by school year, each with a guardian and a school. */
export function planEducationEnrolment(world: World, rows: number): SourcePlan {
  const { people, firms, today } = world;
  const schools = firms.filter((firm) => firm.kind === 'school').length;
  const ageIn = (p: number, year: number) => year - yearOf(people.birth[p] as number);
  const subjects = pickSubjects(people.count, recentYears(today, 6), (p, year) => {
    const age = ageIn(p, year);
    return (
      (people.guardian[p] as number) >= 0 && age >= YOUNGEST && age < YOUNGEST + GRADES.length && (age > 5 || p % 3 > 0)
    );
  });
  return {
    source: 'education-enrolment',
    rows,
    write(nth, row) {
      const { who, year } = subjectOf(subjects, nth, row.fixed);
      const { chance } = row;
      const guardian = people.guardian[who] as number;
      const grade = Math.max(0, ageIn(who, year) - YOUNGEST);
      // a school for each stage of life, the nearest to the family's number
      const stage = grade < 3 ? 0 : grade < 9 ? 1 : 2;
      const at = ((people.household[who] as number) * 3 + stage) % schools;
      const seen = row.seen(Math.min(today - 1, Math.floor((year - 1970) * 365.2425) + 244 + chance.below(12)));
      row.isFirm('school', at);
      return [
        `XJ${scramble(nth, 8)}`,
        row.name('pupil', who),
        row.citizen(who, 0.08),
        row.sex(who, ['男', '女']),
        row.birth(who, 'digits'),
        row.name('guardian', guardian),
        row.phone(guardian, seen, 0.08),
        row.address(guardian, seen, 'mixed'),
        firms[at]?.name ?? '',
        chance.hit(0.1) ? '' : (firms[at]?.uscc ?? ''),
        firms[at]?.address ?? '',
        GRADES[grade] as string,
        `${year}-${year + 1}`,
        formatDay(seen, 'dashes'),
      ];
    },
  };
}
