import type { Text } from '@gewu/alarms/types';

/** A building or a managed component as the record base knows it, with the area it lies in now. */
export type Thing = { id: number; kind: 'building' | 'component'; label: string; area: string };

/** What is known of a device's place, each thing looked up already. */
export type PlaceClues = {
  /** Where its point lies; absent without a point, or where the point lies outside the district. */
  point?: { area: string; reason: 'inside' | 'border' | 'nearest'; distanceM?: number };
  /** What its address names: an area of the tree, a building of the record base. */
  address?: { area?: string; building?: Thing };
  /** The building or component whose code was scanned. */
  scanned?: Thing;
  /** The building nearest to its point, where devices of this kind hang in buildings. */
  nearest?: { building: Thing; distanceM: number };
  /** Area that was said and is used where nothing better is known. */
  said: string;
};

export type ChosenPlace = {
  area: string;
  building: number | null;
  by: 'none' | 'location' | 'address' | 'code';
  why: Text;
};

type Name = (area: string) => Text;

/**
 * Decides where a device belongs from what is known. What was scanned on the spot is believed first, then the point,
 * then the address; an address that is more exact than the point is taken as long as both agree. The same clues always
 * give the same place, so that matching again changes nothing.
 * @param nameOf the name of an area, for the words
 */
export function choosePlace({ point, address, scanned, nearest, said }: PlaceClues, nameOf: Name): ChosenPlace {
  if (scanned) {
    const building = scanned.kind === 'building' ? scanned.id : (address?.building?.id ?? null);
    return { area: scanned.area, building, by: 'code', why: say('扫码确认：', 'Scanned on the spot: ', scanned.label) };
  }
  const written = address?.building?.area ?? address?.area;
  const named = address?.building?.label ?? (address?.area && nameOf(address.area));
  if (point) {
    const agrees = written !== undefined && (written.startsWith(point.area) || point.area.startsWith(written));
    if (agrees && written.length > point.area.length)
      return {
        area: written,
        building: address?.building?.id ?? null,
        by: 'address',
        why: says(named as string | Text),
      };
    const why = pointWords(point, nameOf(point.area));
    if (agrees)
      return {
        area: point.area,
        building: address?.building?.id ?? null,
        by: 'location',
        why: join(why, says(named as string | Text)),
      };
    // a house may stand on the border of two grids: within one community the address still says which building it is
    const near = written?.slice(0, 12) === point.area.slice(0, 12);
    if (near && address?.building)
      return {
        area: point.area,
        building: address.building.id,
        by: 'location',
        why: join(why, says(address.building.label)),
      };
    if (written !== undefined)
      return { area: point.area, building: null, by: 'location', why: join(why, doubts(named as string | Text)) };
    if (nearest) {
      const { building, distanceM } = nearest;
      const words = { zh: `离${building.label}最近，${distanceM} 米`, en: `${distanceM} m from ${building.label}` };
      return { area: point.area, building: building.id, by: 'location', why: join(why, words) };
    }
    return { area: point.area, building: null, by: 'location', why };
  }
  if (written !== undefined)
    return { area: written, building: address?.building?.id ?? null, by: 'address', why: says(named as string | Text) };
  const at = nameOf(said);
  return {
    area: said,
    building: null,
    by: 'none',
    why: { zh: `没有位置和可识别的地址，暂归${at.zh}`, en: `No point and no known address; for now with ${at.en}` },
  };
}

const both = (name: string | Text): Text => (typeof name === 'string' ? { zh: name, en: name } : name);
const say = (zh: string, en: string, name: string | Text): Text => ({ zh: zh + both(name).zh, en: en + both(name).en });
const says = (name: string | Text): Text => ({
  zh: `地址与${both(name).zh}一致`,
  en: `The address is that of ${both(name).en}`,
});
const doubts = (name: string | Text): Text => ({
  zh: `但地址写的是${both(name).zh}，请核对`,
  en: `but the address says ${both(name).en}: please check`,
});
const join = (one: Text, other: Text): Text => ({ zh: `${one.zh}；${other.zh}`, en: `${one.en}; ${other.en}` });

function pointWords({ reason, distanceM = 0 }: NonNullable<PlaceClues['point']>, name: Text): Text {
  if (reason === 'border') return say('位置在边界上，归入', 'The point lies on a border; taken by ', name);
  if (reason === 'nearest')
    return {
      zh: `位置在辖区外 ${distanceM} 米，归入最近的${name.zh}`,
      en: `The point lies ${distanceM} m outside; taken by the nearest, ${name.en}`,
    };
  return say('位置在', 'The point lies in ', name);
}
