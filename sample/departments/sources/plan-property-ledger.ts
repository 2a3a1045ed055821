import { formatDay } from '../rows/format-day.ts';
import { scramble } from '../rows/scramble.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import { pickSubjects, subjectOf } from '../rows/subjects.ts';
import type { World } from '../world/build-world.ts';
import { ownersOf } from './owners-of.ts';
import { recentYears } from './recent-years.ts';

/** What property companies note of each home: owner, tenant, whether it is let or empty; an older ledger beside the new. */
export function planPropertyLedger(world: World, rows: number): SourcePlan {
  const { places, people, firms, today } = world;
  const owners = ownersOf(world);
  const living = new Int32Array(places.homes).fill(-1);
  for (let p = people.count - 1; p >= 0; p--)
    if ((people.home[p] as number) >= 0 && people.died[p] === 0 && people.guardian[p] === -1)
      living[people.home[p] as number] = p;
  const companies = firms.filter((firm) => firm.kind === 'property');
  const compoundOf = (home: number) => places.compound[places.building[home] as number] as number;
  const years = recentYears(today, 3);
  const subjects = pickSubjects(
    places.homes,
    years,
    (home) => owners[home] !== -1 && !places.compounds[compoundOf(home)]?.village,
  );
  return {
    source: 'property-ledger',
    rows,
    write(nth, row) {
      const { who: home, year } = subjectOf(subjects, nth, row.fixed);
      const { chance } = row;
      const seen = row.seen(today - ((years[0] as number) - year) * 365 - chance.below(330));
      const owner = owners[home] as number;
      const tenant = living[home] !== -1 && people.home[owner] !== home ? (living[home] as number) : -1;
      row.isHome('room', home);
      // ledgers lag: some homes are noted as they were
      const status = chance.hit(0.06)
        ? chance.pick(['自住', '出租', '空置', '其他'])
        : living[home] === -1
          ? '空置'
          : tenant === -1
            ? '自住'
            : '出租';
      return [
        `WY${scramble(nth, 8)}`,
        companies[compoundOf(home) % companies.length]?.name ?? '',
        row.placeAddress(home, owner, 'short'),
        row.name('owner', owner),
        row.citizen(owner, 0.55),
        row.phone(owner, seen, 0.12, chance.hit(0.4) ? 'spaced' : 'plain'),
        people.home[owner] === home ? row.placeAddress(home, owner, 'short') : row.address(owner, seen, 'spoken'),
        tenant === -1 ? '' : row.name('tenant', tenant),
        tenant === -1 ? '' : row.citizen(tenant, 0.5),
        tenant === -1 ? '' : row.phone(tenant, seen, 0.1),
        status,
        formatDay(seen, 'slashes'),
      ];
    },
  };
}
