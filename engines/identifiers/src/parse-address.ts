import { cleanAddress, cutAddress } from './address/cut-address.ts';
import type { Gazetteer } from './address/gazetteer.ts';
import { placeInArea } from './address/place-in-area.ts';
import { plainNumber } from './address/plain-number.ts';
import type { ParsedAddress } from './address/types.ts';

export type { Level, ParsedAddress, Segment } from './address/types.ts';

const BRACKET = /\(.*$|[,，;；。、.]+$/;
const ENDS = '),，;；。、.';

/**
 * Reads an address into levels. Never throws; what cannot be placed stands in `rest`, nothing is lost in `segments`.
 * @param text as written: full width, spaces, brackets, Chinese numerals, missing levels
 * @param gazetteer names of the district, see `makeGazetteer`; without it there is no area code and names without their
 *   suffix (芙蓉 for 芙蓉社区) are not recognised
 */
export function parseAddress(text: string, gazetteer?: Gazetteer): ParsedAddress {
  const segments = cutAddress(cleanAddress(text), gazetteer);
  const parsed: ParsedAddress = { segments };
  let rest = '';
  for (const { level, text: piece } of segments) {
    switch (level) {
      case 'joint':
        break;
      case 'shop':
      case 'aside':
        rest += piece;
        break;
      case 'road':
        if (piece.endsWith('弄')) parsed.number = plainNumber(piece);
        else if (parsed.road === undefined) parsed.road = nameOf(piece);
        else rest += piece;
        break;
      case 'number':
        if (parsed.number === undefined) parsed.number = plainNumber(piece);
        else if (/[弄组]$/.test(parsed.number)) parsed.number += plainNumber(piece);
        else rest += piece;
        break;
      case 'building':
      case 'unit':
      case 'floor':
      case 'room':
        if (parsed[level] === undefined) parsed[level] = plainNumber(piece);
        else rest += piece;
        break;
      default:
        if (parsed[level] === undefined) parsed[level] = nameOf(piece);
        else if (parsed[level] !== piece) rest += piece;
    }
  }
  if (rest) parsed.rest = rest;
  if (gazetteer) placeInArea(parsed, gazetteer);
  return parsed;
}

/** A name without what stands in brackets behind it. */
function nameOf(piece: string): string {
  return ENDS.includes(piece[piece.length - 1] as string) && piece[0] !== '(' ? piece.replace(BRACKET, '') : piece;
}
