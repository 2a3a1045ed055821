import { varyFirmName } from '../names/vary-firm-name.ts';
import { formatDay } from '../rows/format-day.ts';
import { scramble } from '../rows/scramble.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import type { World } from '../world/build-world.ts';

const CLASSES = { company: '有限责任公司', property: '有限责任公司', business: '个体工商户', school: '事业单位' };

/** Every organisation with its registered seat and who represents it. */
export function planMarketRegister({ firms, today }: World, rows: number): SourcePlan {
  return {
    source: 'market-register',
    rows,
    write(nth, row) {
      const at = nth % firms.length;
      const firm = firms[at];
      if (!firm) throw new Error('no firm to register');
      const { chance } = row;
      const seen = row.seen(Math.max(firm.registered, today - chance.between(10, 2000)));
      row.isFirm('firm', at);
      return [
        `610402${scramble(nth, 7)}`,
        chance.hit(0.04) ? varyFirmName(firm.name, chance) : firm.name,
        firm.uscc,
        CLASSES[firm.kind],
        row.name('legal', firm.legal),
        row.citizen(firm.legal, 0.03),
        chance.hit(0.08) ? '' : firm.phone,
        firm.address,
        firm.industry,
        firm.scope,
        firm.open ? '存续' : chance.pick(['注销', '吊销']),
        formatDay(firm.registered, 'dashes'),
        formatDay(seen, 'dashes'),
      ];
    },
  };
}
