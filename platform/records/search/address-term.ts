const NUMERALS = '零一二三四五六七八九';
const FORMAL: Record<string, string> = {
  〇: '零',
  壹: '一',
  贰: '二',
  叁: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
};
const WRITTEN = /[零一二三四五六七八九十]+(?=(?:号楼|栋|幢|座|单元|门|层|楼|室|户|号))/g;
/**
 * The search form of what somebody types of an address, from the compound down: 秦都区芙蓉小区3号楼二单元501室 →
 * 芙蓉小区3-2-501. What stands above the compound is left out, as in the terms of the base.
 * @param areas names of the areas that may stand before the compound
 * @returns undefined where nothing of an address can be seen in the text
 */
export function addressTerm(text: string, areas: readonly string[]): string | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[〇壹贰叁肆伍陆柒捌玖拾]/g, (sign) => FORMAL[sign] as string)
    .replace(WRITTEN, (numeral) => String(readNumeral(numeral)))
    .replace(/[\s,，.。()（）]/g, '');
  const found = /^(\D*?\p{Script=Han})(\d.*)?$/u.exec(cutAreas(plain, areas));
  if (!found) return undefined;
  const [, compound = '', numbers = ''] = found;
  const parts = numbers.split(/(?:号楼|栋|幢|座|单元|门|层|楼|室|户|号|#|-)+/).filter((part) => part !== '');
  return compound + parts.join('-');
}

/** Takes the names of areas off the front, the widest first, as long as something is left. */
function cutAreas(text: string, areas: readonly string[]): string {
  let rest = text.replace(/^\p{Script=Han}{2,3}省/u, '');
  for (;;) {
    const name = areas.find((area) => rest.startsWith(area) && rest.length > area.length + 1);
    const city = /^\p{Script=Han}{2,3}市/u.exec(rest)?.[0];
    if (name) rest = rest.slice(name.length);
    else if (city && areas.some((area) => rest.startsWith(area, city.length))) rest = rest.slice(city.length);
    else return rest;
  }
}

/** 十二 → 12, 三 → 3, 五〇一 → 501. */
function readNumeral(numeral: string): number {
  if (!numeral.includes('十')) return Number([...numeral].map((sign) => NUMERALS.indexOf(sign)).join(''));
  const [tens = '', ones = ''] = numeral.split('十');
  return (tens ? NUMERALS.indexOf(tens) : 1) * 10 + (ones ? NUMERALS.indexOf(ones) : 0);
}
