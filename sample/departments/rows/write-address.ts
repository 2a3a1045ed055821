import { addressOutside } from '../world/counties.ts';
import type { Places } from '../world/places.ts';
import type { Chance } from './chance.ts';

/** How a department writes a home's address: each has its own habit. */
export type AddressStyle =
  | 'full'
  | 'street'
  | 'dashes'
  | 'signs'
  | 'hash'
  | 'storey'
  | 'short'
  | 'spaced'
  | 'spoken'
  | 'community'
  | 'mixed';

const SIGNS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 12 as 十二, up to 99. */
export function chineseNumber(n: number): string {
  if (n < 10) return SIGNS[n] as string;
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens === 1 ? '' : SIGNS[tens]}十${ones === 0 ? '' : SIGNS[ones]}`;
}

/**
 * The address of a home in a department's habit; an address in another county is always written in full.
 * @param home number of the home, -2 - k for county k, -1 for none
 * @param person whose house it is, where it lies in another county
 */
export function writeAddress(
  places: Places,
  home: number,
  person: number,
  style: AddressStyle,
  chance: Chance,
): string {
  if (home === -1) return '';
  if (home < 0) return addressOutside(-2 - home, person);
  const building = places.building[home] as number;
  const compound = places.compounds[places.compound[building] as number];
  if (!compound) return '';
  const { street, community, name } = compound;
  const b = places.number[building] as number;
  if (compound.village) return writeVillage(street, community, name, b, style, chance);
  const [u, f, d] = [places.entrance[home] as number, places.floor[home] as number, places.door[home] as number];
  const room = `${f}0${d}`;
  switch (style) {
    case 'full':
      return `陕西省咸阳市秦都区${street}${community}${name}${b}号楼${u}单元${room}室`;
    case 'street':
      return `秦都区${street}${name}${b}栋${u}单元${room}`;
    case 'dashes':
      return `咸阳市秦都区${name}${b}-${u}-${room}`;
    case 'signs':
      return `${community}${name}${b}幢${chineseNumber(u)}单元${room}号`;
    case 'hash':
      return `${chance.hit(0.1) ? street.replace('街道', '街办') : street}${name}${b}#楼${u}单元${room}`;
    case 'storey':
      return `陕西省咸阳市秦都区${street}${name}${b}幢${u}单元${f}层${room}号`;
    case 'short':
      return `${name}${b}-${u}-${room}`;
    case 'spaced':
      return `秦都区 ${name} ${chance.hit(0.4) ? chineseNumber(b) : b}号楼 ${u}单元 ${room}室`;
    case 'spoken':
      return `${name}${b}号楼${u}单元${room}`;
    case 'community':
      return `${community}${name}${b}号楼${u}单元${room}室`;
    case 'mixed':
      return `秦都区${street}${community}${name}${chineseNumber(b)}号楼${u}单元${room}室`;
  }
}

/** 曹家寨村3组12号: a village has groups and houses. */
function writeVillage(
  street: string,
  village: string,
  group: string,
  house: number,
  style: AddressStyle,
  chance: Chance,
): string {
  const tail = `${village}${chance.hit(0.15) ? `${chineseNumber(Number.parseInt(group, 10))}组` : group}${house}号`;
  if (style === 'full' || style === 'storey') return `陕西省咸阳市秦都区${street}${tail}`;
  if (style === 'dashes' || style === 'spaced') return `咸阳市秦都区${tail}`;
  if (style === 'street' || style === 'mixed') return `秦都区${street}${tail}`;
  return tail;
}
