import { varyFirmName } from '../names/vary-firm-name.ts';
import { formatDay } from '../rows/format-day.ts';
import { scramble } from '../rows/scramble.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import type { World } from '../world/build-world.ts';

const KINDS = {
  company: ['写字楼', '仓库', '厂房'],
  property: ['写字楼'],
  business: ['商铺', '餐饮场所', '小型经营场所'],
  school: ['学校'],
};

/** Premises that the fire brigade looks at, each with the firm that runs it. */
export function planPlaces({ firms, people, today }: World, rows: number): SourcePlan {
  return {
    source: 'places',
    rows,
    write(nth, row) {
      const at = (nth * 3) % firms.length;
      const firm = firms[at];
      if (!firm) throw new Error('no firm for a place');
      const { chance } = row;
      row.isFirm('firm', at);
      return [
        `XF610402${scramble(nth, 6)}`,
        firm.name.replace(/^(咸阳市秦都区|咸阳市?|秦都区|陕西)/, ''),
        chance.pick(KINDS[firm.kind]),
        firm.address.replace('陕西省', ''),
        String(chance.between(30, 2400)),
        people.name[firm.legal] as string,
        chance.hit(0.06) ? '' : firm.phone,
        chance.hit(0.2) ? varyFirmName(firm.name, chance) : firm.name,
        chance.hit(0.35) ? '' : firm.uscc,
        formatDay(row.seen(today - chance.between(2, 500)), 'signs'),
      ];
    },
  };
}
