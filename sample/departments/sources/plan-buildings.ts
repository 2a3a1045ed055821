import { formatDay } from '../rows/format-day.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import type { World } from '../world/build-world.ts';

/** Every building once, with its compound and a schematic point. */
export function planBuildings({ places, firms, today }: World, rows: number): SourcePlan {
  const companies = firms.filter((firm) => firm.kind === 'property');
  return {
    source: 'buildings',
    rows,
    write(nth, row) {
      const building = nth % places.buildings;
      const at = places.compound[building] as number;
      const compound = places.compounds[at];
      if (!compound) throw new Error(`building ${building} stands nowhere`);
      const { village, street, community, name, built } = compound;
      const site = `陕西省咸阳市秦都区${street}${community}${name}`;
      const number = places.number[building] as number;
      const angle = number * 2.4;
      const reach = 0.00012 * Math.sqrt(number);
      return [
        `${compound.grid}${String(at).padStart(4, '0')}${String(nth < places.buildings ? number : number + 5000).padStart(4, '0')}`,
        site,
        village ? '村庄' : compound.gated ? '封闭式小区' : '开放式小区',
        village ? '' : (companies[at % companies.length]?.name ?? ''),
        village ? `${site}${number}号` : `${site}${number}号楼`,
        village ? '1' : built > 2000 ? '2' : '0',
        String(places.floors[building]),
        String(places.entrances[building]),
        String(places.perFloor[building]),
        String(built),
        compound.grid,
        (compound.lon + reach * Math.cos(angle)).toFixed(6),
        (compound.lat + reach * Math.sin(angle)).toFixed(6),
        formatDay(row.seen(today - row.chance.between(30, 700)), 'dashes'),
      ];
    },
  };
}
