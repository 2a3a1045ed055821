import { endOf } from './cut-admin.ts';
import { digitsOf } from './read-numeral.ts';
import type { Level, Segment } from './types.ts';

const CORE =
  '(?:[甲乙丙丁戊己庚新老附]?(?:\\d+|[零〇一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰]+|[A-Za-z]{1,2}-?\\d*)(?:[-–—~、,/至之.][A-Za-z]?[甲乙丙丁]?\\d+)*[A-Za-z甲乙丙丁]?|[甲乙丙丁戊己日月])';
const SUFFIX =
  '(?:号楼|号院|号店铺|号商铺|号店面|号铺位|号铺|号门面|号门|号房|号摊位|号档口|号厂房|号公寓|号库|号|[#＃](?:楼)?|栋楼?|幢楼?|座|楼层|楼|单元|门(?![口卫前市诊头])|层|[Ff](?![A-Za-z])|室|户|房(?![地产屋子])|铺位|铺|店面|商铺|店铺|摊位|档口|车间|组|队|馆(?=$|[,(]|\\d))';
const NUMBERED = new RegExp(`(?:第|负|地下|自编|临|-|[Bb](?=\\d+[层Ff]))?${CORE}${SUFFIX}`, 'y');
const BELOW = /[东西南北中]{1,2}户|[底顶][楼层铺商]|(?:地下|负)[一二三1-3]?(?:楼|层|室)|地下室/y;
const LANE = /\d+(?:支)?弄/y;
/** 号 that belongs to another word: 1号线, 三号桥路, 五一二号大街; and 楼 that is a name. */
const NO_NUMBER_AFTER =
  /[线桥](?!\d)|[公大]?[路街道]|地铁|高速|国道|省道|坑|桥|井(?!\d)|码头|航站楼|营地|公馆|公社|店|仓(?!库)/y;
/** 3-2-501 behind a compound or road: building, unit, room. */
const CHAIN = /[A-Za-z]?\d+(?:-\d+){1,3}(?![\d米]|公里|[路街道])/y;
const BARE =
  /[A-Za-z]?-?\d+(?:[-,、.~]\d+)*[A-Za-z]?(?!\d|[A-Za-z]|\.\d|米|公里|k?m|国道|省道|县道|乡道|[号路街道巷弄胡中小年月天元度里连班团期区院村])/y;
/** 2-501 behind a building: unit and room. */
const UNIT_ROOM = /\d{1,2}-\d{3,4}(?![\d-]|米)/y;
const LETTER = /[A-Za-z](?=$|[(,，])/y;

/** Signs with which a numbered piece can begin: looking here first spares most of the patterns. */
const BEGINS = new Uint8Array(65_536);
for (const sign of '0123456789零〇一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰甲乙丙丁戊己庚新老附日月第负地底顶东西南北中自临-')
  BEGINS[sign.charCodeAt(0)] = 1;
for (let code = 0; code < 26; code++) BEGINS[65 + code] = BEGINS[97 + code] = 1;
/** Whether a sign is an ASCII letter, digit or hyphen: all that a number without a suffix can begin with. */
const plain = (code: number) => code < 128 && code > 44;

/** What has been read so far, because 5号 after a building is a room and after a road a house number. */
export type Seen = { place: boolean; building: boolean; unit: boolean; road: boolean };

/** Whether a piece with a number and its suffix begins at a place; its end, or −1. */
export function numberedAt(text: string, at: number): number {
  if (BEGINS[text.charCodeAt(at)] !== 1) return -1;
  const end = endOf(NUMBERED, text, at);
  if (end < 0) return endOf(BELOW, text, at);
  if (endOf(NO_NUMBER_AFTER, text, end) > 0) return -1;
  return end;
}

/**
 * Cuts one numbered piece: number, building, unit, floor or room.
 * @param afterName a road, place or number stands right before, so that bare digits count
 * @returns the end, or −1 when there is none at that place
 */
export function cutNumber(text: string, at: number, seen: Seen, afterName: boolean, out: Segment[]): number {
  const lane = plain(text.charCodeAt(at)) ? endOf(LANE, text, at) : -1;
  if (lane > 0) {
    out.push({ level: 'road', text: text.slice(at, lane) });
    return lane;
  }
  const end = numberedAt(text, at);
  if (end > 0) {
    const piece = text.slice(at, end);
    out.push({ level: levelOf(piece, text, end, seen), text: piece });
    return end;
  }
  if (!afterName || !plain(text.charCodeAt(at))) return -1;
  const chain = seen.place && !seen.building ? endOf(CHAIN, text, at) : -1;
  if (chain > 0) return cutChain(text.slice(at, chain), chain, out);
  const pair = seen.building && !seen.unit ? endOf(UNIT_ROOM, text, at) : -1;
  if (pair > 0) {
    const dash = text.indexOf('-', at);
    out.push({ level: 'unit', text: text.slice(at, dash) }, { level: 'room', text: text.slice(dash, pair) });
    return pair;
  }
  let bare = endOf(BARE, text, at);
  if (bare < 0) bare = endOf(LETTER, text, at);
  if (bare < 0) return -1;
  const level: Level = seen.building ? 'room' : seen.place && !seen.road ? 'building' : seen.place ? 'room' : 'number';
  out.push({ level, text: text.slice(at, bare) });
  return bare;
}

function cutChain(piece: string, end: number, out: Segment[]): number {
  const parts = piece.split('-');
  const levels: readonly Level[] =
    parts.length === 2 ? ['building', 'room'] : ['building', 'unit', 'room', 'rest' as Level];
  if (parts.length > 3) out.push({ level: 'room', text: piece });
  else for (const [i, part] of parts.entries()) out.push({ level: levels[i] as Level, text: i ? `-${part}` : part });
  return end;
}

const UNIT_NEXT = /.{1,3}(?:单元|门)/y;

function levelOf(piece: string, text: string, end: number, seen: Seen): Level {
  if (/单元$/.test(piece)) return 'unit';
  if (/(?:号楼|栋楼?|幢楼?|座|[#＃]楼?|号公寓|号厂房)$/.test(piece))
    return seen.building && /#$/.test(piece) ? 'room' : 'building';
  if (/[层Ff]$|楼层$|^[底顶负地]/.test(piece)) return 'floor';
  if (/楼$/.test(piece)) {
    if (/^[A-Za-z甲乙丙丁新老]/.test(piece) || endOf(UNIT_NEXT, text, end) > 0) return 'building';
    return !seen.building && Number(digitsOf(piece).replace(/\D/g, '')) > 40 ? 'building' : 'floor';
  }
  if (/[室户房铺位面口]$/.test(piece)) return 'room';
  if (/门$/.test(piece)) return seen.building && !seen.unit ? 'unit' : 'number';
  if (/号院$|[组队]$/.test(piece)) return 'number';
  if (/号$/.test(piece)) return seen.building || seen.unit ? 'room' : 'number';
  return 'room';
}
