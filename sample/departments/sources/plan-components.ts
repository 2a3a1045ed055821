import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE_DIR } from '../../../platform/catalogue/read-catalogue.ts';
import { makePoint } from '../../cases/place-book.ts';
import { createRandom } from '../../random.ts';
import { formatDay } from '../rows/format-day.ts';
import type { SourcePlan } from '../rows/source-plan.ts';
import type { World } from '../world/build-world.ts';
import { numberFirm } from '../world/number-firms.ts';

const BODIES = ['城市管理执法局', '住房和城乡建设局', '公用事业服务中心', '交通运输局', '水利局'];
const STATES = ['完好', '完好', '完好', '完好', '完好', '完好', '完好', '破损', '破损', '丢失', '废弃', '移除'];

/** Managed components with the eighteen attributes of GB/T 47678.5, real type codes, made-up points in real grids. */
export function planComponents(world: World, rows: number): SourcePlan {
  const types = readTypes();
  const { grids, today } = world;
  return {
    source: 'components',
    rows,
    write(nth, row) {
      const { chance, fixed } = row;
      const type = types[Math.floor(types.length * fixed.next() ** 2)] ?? types[0];
      const grid = grids[fixed.below(grids.length)];
      if (!type || !grid) throw new Error('no type or grid for a component');
      const [lon, lat] = makePoint(grid, createRandom(nth + 1));
      const body = nth % 7 === 0 ? 2 : Number(type.major) % BODIES.length;
      const code = numberFirm('11', 90_000 + body);
      const first = today - fixed.between(400, 6000);
      const owned = fixed.hit(0.7);
      return [
        `610402${type.major}${type.minor}${String(nth + 1).padStart(6, '0')}`,
        type.name,
        code,
        BODIES[body] as string,
        owned ? code : '',
        owned ? (BODIES[body] as string) : '',
        '',
        fixed.hit(0.6) ? '市政设施养护中心' : '',
        grid.code,
        chance.pick(STATES),
        formatDay(first, 'digits'),
        formatDay(row.seen(today - chance.below(390)), 'digits'),
        fixed.pick(['实测', '实测', '地形图', '其他']),
        '',
        grid.code.slice(0, 9),
        grid.street,
        grid.code.slice(0, 12),
        grid.community,
        lon.toFixed(5),
        lat.toFixed(5),
      ];
    },
  };
}

/** The component types of the catalogue, the common ones of each class in front. */
function readTypes(): { major: string; minor: string; name: string }[] {
  const lines = readFileSync(join(CATALOGUE_DIR, 'matters', 'gbt47678.5.tsv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  return lines
    .map((line) => line.split('\t'))
    .filter(([kind]) => kind === 'component')
    .map(([, major = '', , , minor = '', name = '']) => ({ major, minor, name }))
    .sort((a, b) => a.minor.localeCompare(b.minor) || a.major.localeCompare(b.major));
}
