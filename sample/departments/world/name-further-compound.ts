import type { Chance } from '../rows/chance.ts';

const STARTS =
  '翠湖 锦绣 秀水 云锦 金桂 雅居 丽景 香樟 碧水 枫林 紫薇 梧桐 海棠 银杏 玉兰 东晟 恒信 景和 瑞丰 和谐 康乐 福星 永安 安泰'.split(
    ' ',
  );
const ENDS = '家园 雅苑 名邸 华府 公馆 嘉园 佳苑 名城 景园 丽都 豪庭 新居'.split(' ');

/** A further compound, of a name that no other bears; made up. */
export function nameFurtherCompound(chance: Chance, taken: Set<string>): string {
  for (let tries = 0; ; tries++) {
    const name = chance.pick(STARTS) + chance.pick(ENDS) + (tries > 200 ? `${1 + (tries % 9)}期` : '');
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
