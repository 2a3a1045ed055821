import { byPrefix, CITIES, PROVINCES } from './lexicon.ts';
import type { Segment } from './types.ts';

const PROVINCE_BY = byPrefix(PROVINCES);
const CITY_BY = byPrefix(CITIES);
const PROVINCE_TAIL = /(?:壮族|回族|维吾尔)?自治区|特别行政区|省|市/y;
const CITY_TAIL =
  /(?:蒙古|朝鲜族|土家族|苗族|布依族|侗族|彝族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|藏族|回族|羌族|哈萨克|柯尔克孜)*自治州|市|地区|盟|州(?!路|街|大)/y;
const DISTRICT =
  /(?:[\u4e00-\u9fa5]{2,12}?自治[县旗]|[\u4e00-\u9fa5]{1,7}?(?:开发区|高新区|新区|林区|特区|[区县市旗])|矿区)/y;
/** 区, 县, 市 that belong to another word: 小区, 超市, 区政府, 市场. */
const NO_DISTRICT_BEFORE =
  /[路街巷苑]|[一二三四五六七八九十][号楼栋幢]|.[镇村]|[小社园校厂景宅活务院牧库片庭][区]|自治区|[一二三四五六七八九十]区|[超城夜菜门]市|度假区/;
const NO_DISTRICT_AFTER =
  /(?:人民)?(?:政府|医院|法院|检察|公安|委|局|民政|财政|场|政|立|行政中心|中心医院|图书|妇幼|中学|小学|一中|二中|实验|居委会)/y;
/** A street or town right behind a city or county without its suffix: 东莞长安镇. */
const TOWN = /[\u4e00-\u9fa5]{2,3}?(?:街道|镇(?!江|海)|乡(?!路))/y;
const ROAD_AFTER = /[路街巷道]|大[街道]|[东西南北中]{1,2}[路街]|[东西南北中]大[街道]/y;

/** Whether a sticky pattern matches at a place; the end of the match, or −1. */
export function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

function longest(by: ReadonlyMap<string, readonly string[]>, text: string, at: number): number {
  const list = by.get(text.slice(at, at + 2));
  if (list) for (const name of list) if (text.startsWith(name, at)) return at + name.length;
  return -1;
}

/**
 * Cuts province, city, county and what lies between from the front of an address. Names without their suffix (福建福州)
 * count only where another area follows, because 福州路 is a road.
 * @returns where the areas end
 */
export function cutAdmin(text: string, from: number, out: Segment[]): number {
  let at = from;
  const province = longest(PROVINCE_BY, text, at);
  if (province > 0) {
    const end = endOf(PROVINCE_TAIL, text, province);
    if (end > 0 || followsArea(text, province)) {
      at = end > 0 ? end : province;
      out.push({ level: 'province', text: text.slice(from, at) });
    }
  }
  const city = longest(CITY_BY, text, at);
  if (city > 0) {
    const end = endOf(CITY_TAIL, text, city);
    if (end > 0 || followsArea(text, city)) {
      const to = end > 0 ? end : city;
      out.push({ level: 'city', text: text.slice(at, to) });
      at = to;
    }
  }
  for (let i = 0; i < 2; i++) {
    const end = districtAt(text, at, at > from);
    if (end < 0 || (i > 0 && text[end - 1] === '旗')) break;
    out.push({ level: 'district', text: text.slice(at, end) });
    at = end;
  }
  return at;
}

function followsArea(text: string, at: number): boolean {
  if (endOf(ROAD_AFTER, text, at) > 0) return false;
  const city = longest(CITY_BY, text, at);
  if (city > 0 && endOf(ROAD_AFTER, text, city) < 0) return true;
  return districtAt(text, at, true) > 0 || endOf(TOWN, text, at) > 0;
}

/** @param within an area was read before, so that one is to be expected */
function districtAt(text: string, at: number, within: boolean): number {
  const end = endOf(DISTRICT, text, at);
  if (end < 0) return -1;
  const name = text.slice(at, end);
  if (NO_DISTRICT_BEFORE.test(name)) return -1;
  if (endOf(NO_DISTRICT_AFTER, text, end) > 0 || endOf(/[路街巷]/y, text, end) > 0) return -1;
  if (name.endsWith('市') && name.length < 3) return -1;
  if (within) return end;
  if (endOf(/[东西南北中]?大?[路街]|\d/y, text, end) > 0) return -1;
  return name.length >= 2 && name.length <= (name.includes('自治') || /[旗区]$/.test(name) ? 12 : 5) ? end : -1;
}
