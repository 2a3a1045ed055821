import { formatDay } from '../rows/format-day.ts';
import { scramble } from '../rows/scramble.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import { pickSubjects, subjectOf } from '../rows/subjects.ts';
import type { World } from '../world/build-world.ts';
import { FLOATING } from '../world/people.ts';

const RELATIONS = ['户主', '配偶', '子', '女', '父', '母', '孙子女', '其他'];

/** The registered residents, a row each: full addresses, always a citizen number. */
export function planPoliceHouseholds(world: World, rows: number): SourcePlan {
  const { people, today } = world;
  const subjects = pickSubjects(people.count, [0], (p) => people.kind[p] !== FLOATING && isCounted(p));
  // those who died lately are often not yet struck off
  function isCounted(p: number): boolean {
    return people.died[p] === 0 || (people.died[p] as number) > today - 300;
  }
  return {
    source: 'police-households',
    rows,
    write(nth, row) {
      const { who } = subjectOf(subjects, nth, row.fixed);
      const { chance } = row;
      const seen = row.seen(today - chance.between(3, 1500));
      const spouse = people.spouse[who] as number;
      const first = who === 0 || people.household[who] !== people.household[who - 1];
      const home = people.registeredHome[who] as number;
      row.isHome('room', home);
      const former = chance.hit(0.01)
        ? `${(people.name[who] as string)[0]}${chance.pick('小红军建国')}${chance.pick('娃平生英')}`
        : '';
      const marital = people.divorced[who] ? '离婚' : spouse < 0 ? '未婚' : people.died[spouse] ? '丧偶' : '已婚';
      return [
        `6104${scramble(nth, 8)}`,
        row.name('person', who),
        former,
        row.citizen(who, 0.001, 0.003),
        row.sex(who, ['男', '女']),
        row.birth(who, 'dashes'),
        `H${scramble(people.household[who] as number, 7)}`,
        chance.hit(0.97) ? '家庭户' : '集体户',
        first ? '户主' : spouse >= 0 ? '配偶' : chance.pick(RELATIONS.slice(2)),
        row.placeAddress(home, who, 'full'),
        marital,
        row.phone(who, seen, 0.58),
        formatDay(seen, 'dashes'),
      ];
    },
  };
}
