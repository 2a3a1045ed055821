import { formatDay } from '../rows/format-day.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import type { World } from '../world/build-world.ts';
import { accountOf, USES } from './account-of.ts';
import { holdersOf } from './holders-of.ts';

/** An account for each home and utility, in the name of one who lives there, lived there or owns it. */
export function planUtilityAccounts(world: World, rows: number): SourcePlan {
  const { places, people, today } = world;
  const { living, before } = holdersOf(world);
  return {
    source: 'utility-accounts',
    rows,
    write(nth, row) {
      const { chance, fixed } = row;
      const { home, use, number } = accountOf(places.homes, nth);
      // one in seven is still in the name of somebody who moved away
      const former = before[home] as number;
      const holder = former !== -1 && (living[home] === -1 || fixed.hit(0.14)) ? former : (living[home] as number);
      const stays = people.home[holder] === home;
      const seen = row.seen(
        stays ? today - chance.below(900) : Math.min(today, people.moved[holder] as number) - chance.below(900),
      );
      row.isHome('room', home);
      return [
        number,
        USES[use] as string,
        row.name('holder', holder),
        row.citizen(holder, 0.44),
        row.phone(holder, seen, 0.15, chance.hit(0.15) ? 'country' : 'plain'),
        row.placeAddress(home, holder, 'spaced'),
        formatDay(seen, 'slashes'),
      ];
    },
  };
}
