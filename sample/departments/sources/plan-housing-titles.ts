import { formatDay } from '../rows/format-day.ts';
import { scramble } from '../rows/scramble.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import { pickSubjects, subjectOf } from '../rows/subjects.ts';
import type { World } from '../world/build-world.ts';
import { ownersOf } from './owners-of.ts';

const USES = ['住宅', '住宅', '住宅', '住宅', '住宅', '住宅', '住宅', '商业', '其他'];

/** Titles: an owner each row, a second row for the one who owns with them. */
export function planHousingTitles(world: World, rows: number): SourcePlan {
  const { places, people, today } = world;
  const owners = ownersOf(world);
  const subjects = pickSubjects(places.homes * 2, [0], (k) => owners[k] !== -1);
  return {
    source: 'housing-titles',
    rows,
    format: 'parquet',
    write(nth, row) {
      const { who: at } = subjectOf(subjects, nth, row.fixed);
      const { chance } = row;
      const home = at % places.homes;
      const owner = owners[at] as number;
      const shared = owners[home + places.homes] !== -1;
      const seen = row.seen(today - chance.between(20, 6000));
      row.isHome('room', home);
      return [
        `DJ${scramble(nth, 8)}`,
        row.name('owner', owner),
        row.citizen(owner, 0.06),
        row.phone(owner, seen, 0.25),
        people.home[owner] === home && chance.hit(0.5)
          ? row.placeAddress(home, owner, 'community')
          : row.address(owner, seen, 'community'),
        `陕（${2016 + (home % 10)}）咸阳市不动产权第${scramble(home, 7)}号`,
        row.placeAddress(home, owner, 'storey'),
        USES[home % 97 === 0 ? 7 : home % 89 === 0 ? 8 : 0] as string,
        (places.area[home] as number).toFixed(2),
        '国有建设用地使用权/房屋所有权',
        shared ? '共同共有' : '单独所有',
        formatDay(seen, 'signs'),
      ];
    },
  };
}
