import { readFileSync } from 'node:fs';
import { PROVINCE_HEADS } from './lexicon.ts';

/** Names of cities and counties without their suffix, and the codes of the cities (4 digits) they can mean. */
type Regions = {
  readonly cities: ReadonlyMap<string, string>;
  readonly counties: ReadonlyMap<string, readonly string[]>;
};

const CITY_SUFFIX = /(?:[\u4e00-\u9fa5]{1,5}族)*(?:自治州|地区|盟|市)$/;
const COUNTY_SUFFIX = /(?:[\u4e00-\u9fa5]{1,5}族)*(?:自治[县旗]|新区|[区县市旗])$/;

function readRegions(): Regions {
  const cities = new Map<string, string>();
  const counties = new Map<string, string[]>();
  const text = readFileSync(new URL('../../data/counties.txt', import.meta.url), 'utf8');
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [head = '', names = ''] = line.split(': ');
    const [code = '', city = ''] = head.split(' ');
    cities.set(city.replace(CITY_SUFFIX, ''), code);
    for (const name of names.split(' ')) {
      const base = name.replace(COUNTY_SUFFIX, '');
      const key = base.length < 2 ? name : base;
      const list = counties.get(key);
      if (list) list.push(code);
      else counties.set(key, [code]);
    }
  }
  return { cities, counties };
}

/** Read once at the first use of the module: 17,000 signs. */
export const REGIONS: Regions = readRegions();

/** The first two signs of every name: most places in a text begin none, and one look tells. */
const BEGINNINGS: ReadonlySet<string> = new Set(
  [...REGIONS.cities.keys(), ...REGIONS.counties.keys()].map((name) => name.slice(0, 2)),
);

/** Codes (2 or 4 digits) of all regions whose names stand in a text; county names count only with their suffix. */
export function regionsIn(text: string): Set<string> {
  const found = new Set<string>();
  for (let i = 0; i + 1 < text.length; i++) {
    if (!BEGINNINGS.has(text.slice(i, i + 2))) continue;
    for (const length of [2, 3, 4, 5, 6]) {
      const name = text.slice(i, i + length);
      if (name.length < length) break;
      const next = text[i + length] ?? '';
      const city = REGIONS.cities.get(name);
      if (city !== undefined && !/[路街巷大]/.test(next) && !/[东西南北中]/.test(next)) found.add(city);
      if (/[区县市旗]/.test(next)) for (const code of REGIONS.counties.get(name) ?? []) found.add(code);
      const whole = REGIONS.counties.get(name);
      if (length === 2 && whole && /[县区旗市]$/.test(name)) for (const code of whole) found.add(code);
    }
  }
  for (const [name, code] of PROVINCE_HEADS) if (text.startsWith(name)) found.add(code);
  return found;
}

/** 1 where the regions can be the same, −1 where they cannot, 0 where a side names none. */
export function compareRegions(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  for (const left of a) for (const right of b) if (left.startsWith(right) || right.startsWith(left)) return 1;
  return -1;
}
