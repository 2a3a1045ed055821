import type { Random } from '../random.ts';

/** Frequent family names with rough weights, those common around Xianyang among them. */
const FAMILIES: readonly (readonly [string, number])[] = [
  ...weigh('王李张刘陈杨', 8),
  ...weigh('赵黄周吴孙马朱胡郭何', 4),
  ...weigh('高林罗郑梁谢宋唐许韩冯董', 2),
  ...weigh('雷侯白崔康段贺尚武乔屈雒上官', 1),
];
const MIDDLES = [...'建国志文秀玉晓小红春海永明少宏雅思子佳雨晨俊立景世长德新丽淑美'];
const LASTS = [...'华强军平杰峰涛敏静娟霞芳燕玲萍波辉斌刚鹏飞宁琳洁婷莉艳慧勇超磊伟娜兰英梅云凤'];

/** A plausible name; it belongs to nobody. Two or three characters. */
export function makeName(random: Random): string {
  const family = random.weighted(FAMILIES);
  return family + (random.chance(0.82) ? random.pick(MIDDLES) : '') + random.pick(LASTS);
}

function weigh(names: string, weight: number): (readonly [string, number])[] {
  const singles = names.replace('上官', '');
  return [
    ...[...singles].map((name) => [name, weight] as const),
    ...(names.includes('上官') ? [['上官', weight / 2] as const] : []),
  ];
}
