import { mistypeName } from '../names/mistype-name.ts';
import { varyFirmName } from '../names/vary-firm-name.ts';
import { formatDay } from '../rows/format-day.ts';
import { scramble } from '../rows/scramble.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import { pickSubjects, subjectOf } from '../rows/subjects.ts';
import type { World } from '../world/build-world.ts';
import { dayInYear } from './day-in-year.ts';
import { recentYears } from './recent-years.ts';

/** Whom the tax bureau knows, a row a year: names and numbers less exact than those of the register. */
export function planTaxEnterprises({ firms, people, today }: World, rows: number): SourcePlan {
  const subjects = pickSubjects(
    firms.length,
    recentYears(today, 4),
    (at) => at % 20 > 0 && firms[at]?.kind !== 'school',
  );
  return {
    source: 'tax-enterprises',
    rows,
    write(nth, row) {
      const { who, year } = subjectOf(subjects, nth, row.fixed);
      const firm = firms[who];
      if (!firm) throw new Error('no firm to tax');
      const { chance } = row;
      row.isFirm('firm', who);
      const legal = people.name[firm.legal] as string;
      const kind = chance.next();
      const wrong = chance.between(8, 15);
      const uscc =
        kind < 0.03
          ? ''
          : kind < 0.05
            ? firm.uscc.slice(0, wrong) + chance.below(10) + firm.uscc.slice(wrong + 1)
            : firm.uscc;
      return [
        `SW${scramble(nth, 7)}`,
        uscc,
        chance.hit(0.22) ? varyFirmName(firm.name, chance) : firm.name,
        chance.hit(0.03) ? mistypeName(legal, chance) : legal,
        chance.hit(0.15) ? '' : chance.hit(0.7) ? firm.phone : (people.phone[firm.legal] as string),
        chance.hit(0.85) ? firm.address : firm.address.replace('陕西省咸阳市', ''),
        firm.industry,
        String(Math.max(1, firm.staff + chance.between(-2, 2))),
        firm.open ? '正常' : '注销',
        String(year),
        formatDay(row.seen(dayInYear(year, chance.next(), today)), 'dashes'),
      ];
    },
  };
}
