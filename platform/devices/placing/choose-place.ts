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
 * then the address; what was said makes it more exact as long as both agree. The same clues always give the same place,
 * so that matching again changes nothing.
 * @param nameOf the name of an area, for the words
 */
export function choosePlace(clues: PlaceClues, nameOf: Name): ChosenPlace {
  const found = findPlace(clues, nameOf);
  const { said } = clues;
  if (found.by === 'none' || !said.startsWith(found.area) || said.length === found.area.length) return found;
  return { ...found, area: said, why: join(found.why, say('登记人归入', 'by whom it was entered: ', nameOf(said))) };
}

function findPlace({ point, address, scanned, nearest, said }: PlaceClues, nameOf: Name): ChosenPlace {
  if (scanned) {
    const building = scanned.kind === 'building' ? scanned.id : (address?.building?.id ?? null);
    const why = say('扫码确认：', 'Scanned on the spot: ', plain(scanned.label));
    return { area: scanned.area, building, by: 'code', why };
  }
  const building = address?.building?.id ?? null;
  const written = address?.building?.area ?? address?.area;
  const named = address?.building ? plain(address.building.label) : nameOf(written ?? said);
  const says = { zh: `地址与${named.zh}一致`, en: `The address is that of ${named.en}` };
  if (!point) {
    if (written !== undefined) return { area: written, building, by: 'address', why: says };
    return { area: said, building: null, by: 'none', why: lostWords(nameOf(said)) };
  }
  const why = pointWords(point, nameOf(point.area));
  if (written === undefined) {
    if (!nearest) return { area: point.area, building: null, by: 'location', why };
    const { label, id } = nearest.building;
    const words = { zh: `离${label}最近，${nearest.distanceM} 米`, en: `${nearest.distanceM} m from ${label}` };
    return { area: point.area, building: id, by: 'location', why: join(why, words) };
  }
  if (written.startsWith(point.area) && written.length > point.area.length)
    return { area: written, building, by: 'address', why: says };
  // a house may stand on the border of two grids: within one community the address still says which building it is
  const near = building !== null && written.slice(0, 12) === point.area.slice(0, 12);
  if (near || point.area.startsWith(written))
    return { area: point.area, building, by: 'location', why: join(why, says) };
  const doubt = { zh: `但地址写的是${named.zh}，请核对`, en: `but the address says ${named.en}: please check` };
  return { area: point.area, building: null, by: 'location', why: join(why, doubt) };
}

const plain = (name: string): Text => ({ zh: name, en: name });
const say = (zh: string, en: string, name: Text): Text => ({ zh: zh + name.zh, en: en + name.en });
const join = (one: Text, other: Text): Text => ({ zh: `${one.zh}；${other.zh}`, en: `${one.en}; ${other.en}` });
const lostWords = (at: Text): Text => ({
  zh: `没有位置和可识别的地址，暂归${at.zh}`,
  en: `No point and no known address; for now with ${at.en}`,
});

function pointWords({ reason, distanceM = 0 }: NonNullable<PlaceClues['point']>, name: Text): Text {
  if (reason === 'border') return say('位置在边界上，归入', 'The point lies on a border; taken by ', name);
  if (reason === 'nearest')
    return {
      zh: `位置在辖区外 ${distanceM} 米，归入最近的${name.zh}`,
      en: `The point lies ${distanceM} m outside; taken by the nearest, ${name.en}`,
    };
  return say('位置在', 'The point lies in ', name);
}
