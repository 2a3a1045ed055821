import type { ParsedAddress } from './address/types.ts';

export type AddressKey = {
  /** area|place|building, e.g. 610402005004|芙蓉小区|3. Missing when no place or no building is named. */
  building?: string;
  /** area|place|building|unit|room, e.g. 610402005004|芙蓉小区|3|2|501. Missing without a room. */
  dwelling?: string;
};

/**
 * The normal forms by which buildings and dwellings are found again. The place is the compound, else the road with its
 * number, else the village with its number; where there is only a number it is the building too. A floor and a room of
 * one or two digits become one room: floor 5, room 1 is 501. Where the gazetteer knows no
 * area, the name of the street or district stands there, so that equal names of two districts stay apart.
 */
export function addressKey(parsed: ParsedAddress): AddressKey {
  const { compound, road, number, community, floor } = parsed;
  const ground = road ?? community;
  const numbered = number === undefined ? undefined : /[组弄队]$/.test(number) ? number : `${number}号`;
  const place = compound ?? (ground !== undefined && numbered !== undefined ? ground + numbered : community);
  if (place === undefined || (parsed.building === undefined && number === undefined)) return {};
  const building = `${parsed.area ?? parsed.street ?? parsed.district ?? ''}|${place}|${parsed.building ?? ''}`;
  if (parsed.room === undefined) return { building };
  const within = floor !== undefined && /^-?\d+$/.test(floor) && /^(?:\d{1,2}|[东西南北中]+)$/.test(parsed.room);
  const room = within ? floor + parsed.room.replace(/^\d$/, '0$&') : parsed.room;
  return { building, dwelling: `${building}|${parsed.unit ?? ''}|${room}` };
}
