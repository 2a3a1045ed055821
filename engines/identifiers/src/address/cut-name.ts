import { endOf } from './cut-admin.ts';
import { asideAt } from './cut-aside.ts';
import { numberedAt } from './cut-number.ts';
import type { Level } from './types.ts';

export type NamePiece = { end: number; level: Level };

/** A road's tail that goes on: 新华路北三巷, 天府大道南段. */
const ROAD_ON =
  /[东西南北中]?[一二三四五六七八九十]?(?:巷|条|弄|胡同)|[东西南北中一二三四五]段(?=\d)|延长线|延伸段|辅路|支路|支弄/y;
const NO_ROAD_AFTER =
  /[路街]|口|桥[^\d]|局|政|灯|面|由|段(?!\d)|网|虎|坊|区(?!\d)|办|[一二三四五\d]期|商业|小区|社区|花园|市场|大厦|桥/y;
const ROAD_FOLLOWS =
  /[东西南北中大小前后内外上下支横纵新老一二三四五六七八九十]{0,2}(?:大?路|大?街|巷|大道|胡同)|(?:环|公园|广场|车站|大学)?[东西南北中]?[路街]/y;
const STREET_TAIL = /街道办事处|街道办|街道|街办|办事处|地区办事处/y;
const TOWN_AFTER =
  /(?:人民)?政府|[中小大]学|[路街道]|[东西南北中]{1,2}[路街]|卫生|医院|派出所|敬老|中心|府|江|海|土|级|平|党|镇|卫|巴|财|[村]?信用|办(?!事处)/y;
const COMMITTEE = /(?:村民委员会|居民委员会|村委会|居委会|社区居委会|社区村|社区)/y;
const HIGHWAY = /[A-Za-z]?\d+(?:国道|省道|县道|乡道|高速)/y;
const STRONG =
  /(?:小区|社区|花园|家园|公寓|大厦|大楼|广场|新村|[佳嘉花名雅御景学]苑|[佳嘉家名馨][园]|家属[院楼]|商场|商城|商贸城|购物中心|批发市场|市场|工业园区?|产业园区?|科技园区?|物流园区?|开发区|创业园|园区|火车站|汽车站|客运站|地铁站|车站|写字楼|豪庭|山庄|别墅|综合楼|办公楼|教学楼|商务楼|宿舍楼?|医院|学院|大学|[中小]学|公园|步行街)/y;
const STRONG_ON =
  /(?:[东西南北中新老ABCDEabcde一二三四五六七八九十\d]{1,3}(?:区|期|院|苑|组团|校区))+|公交站|地铁站|[东西南北]苑/y;
const STRONG_HOLDS = /[店城分站宿附酒内商网宾美路街巷大门校里处家]|.$|公交|管理|[一-龥]{0,4}(?:店|分行|支行|营业)/y;
const SHOP =
  /(?:店|超市|便利|公司|银行|支行|分行|营业厅|营业部|集团|网吧|酒吧|咖啡|餐厅|饭店|面馆|菜馆|火锅|烧烤|小吃|理发|美发|美容|药房|诊所|加盟|专卖|专营|批发部|经营部|门市|门市部|加工厂|有限|会所|俱乐部|KTV|健身|影城|ATM|工作室|培训|汽修|维修|烟酒|眼镜|五金|百货|厨卫|酒店|驿站|快递|物流|装饰|服饰|造型|养生|足浴|spa|SPA)$/;

const STOPS = new Uint8Array(65_536);
const stops = (signs: string, bit: number) => {
  for (const sign of signs) STOPS[sign.charCodeAt(0)] = (STOPS[sign.charCodeAt(0)] as number) | bit;
};
const TAIL = 1;
const NUMBER = 2;
const SIDE = 4;
const BREAK = 8;
stops('路街道巷弄同线环村社居镇乡办委苏组队区园寓厦楼场苑院城站庭庄墅学', TAIL);
stops(
  '0123456789零〇一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾甲乙丙丁第负附ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-地底顶',
  NUMBER,
);
stops('交十丁转斜对正附旁隔路门楼院周背后前里外靠紧毗中之拐入出底以东西南北往向朝街约0123456789内侧', SIDE);
stops('(,，;；。', BREAK);

/**
 * Cuts a named piece from a place on: up to a suffix that ends a name (路, 街道, 社区, 小区, 大厦 …), or up to a number,
 * a direction, a bracket or the end.
 * @param last the level right before; after a building or a room only a shop can follow
 */
export function cutName(text: string, at: number, last: Level | undefined): NamePiece {
  const highway = endOf(HIGHWAY, text, at);
  if (highway > 0) return { end: highway, level: 'road' };
  let end = text.length;
  for (let i = at; i < text.length; i++) {
    const bits = STOPS[text.charCodeAt(i)] as number;
    if (bits === 0) continue;
    if (bits & BREAK) {
      end = i;
      break;
    }
    if (i > at && bits & TAIL) {
      const tail = tailAt(text, at, i);
      if (tail) return tail;
    }
    if (i > at && bits & NUMBER && numberedAt(text, i) > 0 && !withinNumber(text, i)) {
      end = i;
      break;
    }
    if (i > at && bits & SIDE && asideAt(text, i) > 0 && !(bits & NUMBER && withinNumber(text, i))) {
      end = i;
      break;
    }
  }
  return { end, level: placeLevel(text.slice(at, end), last) };
}

/** A digit behind a digit or letter does not begin a number of its own. */
function withinNumber(text: string, at: number): boolean {
  return /[\dA-Za-z]/.test(text[at] as string) && /[\dA-Za-z]/.test(text[at - 1] ?? '');
}

function placeLevel(name: string, last: Level | undefined): Level {
  if (last === 'building' || last === 'unit' || last === 'floor' || last === 'room') return 'shop';
  return SHOP.test(name) ? 'shop' : 'compound';
}

/** Whether a name ends at or right behind the sign at `i`. */
function tailAt(text: string, at: number, i: number): NamePiece | undefined {
  switch (text[i]) {
    case '路':
    case '街':
    case '巷':
    case '道':
      return roadAt(text, at, i);
    case '弄':
      return undefined;
    case '同':
      return text[i - 1] === '胡' ? { end: i + 1, level: 'road' } : undefined;
    case '环':
      return i - at >= 1 &&
        /[一二三四五六内外]/.test(text[i - 1] as string) &&
        endOf(/[东西南北中辅]?[路街道线段]|[东西南北]大?[路街]/y, text, i + 1) < 0
        ? { end: i + 1, level: 'road' }
        : undefined;
    case '线':
      return /[^热专直视铁干]/.test(text[i - 1] as string) &&
        endOf(/(?:$|[与\d(,]|[东西南北](?:侧|边|\d|$))/y, text, i + 1) >= 0
        ? { end: i + 1, level: 'road' }
        : undefined;
    case '村':
    case '社':
    case '居':
    case '委':
      return communityAt(text, at, i);
    case '镇':
    case '乡':
    case '苏':
    case '办':
      return townAt(text, at, i);
    case '组':
    case '队':
      return /[大小生]/.test(text[i - 1] as string) && i - at >= 2 && !/[防察警通]大队/.test(text.slice(i - 2, i + 1))
        ? { end: i + 1, level: 'community' }
        : undefined;
    default:
      return strongAt(text, at, i);
  }
}

function roadAt(text: string, at: number, i: number): NamePiece | undefined {
  const street = endOf(STREET_TAIL, text, i);
  if (text[i] === '街' && street > 0 && !/[一二三四五六七八九十头]/.test(text[i - 1] as string))
    return { end: street, level: 'street' };
  if (text[i] === '街' && street > 0) return undefined;
  if (text[i] === '道' && !/[大国省县乡七金街]/.test(text[i - 1] as string) && endOf(/\d/y, text, i + 1) < 0)
    return undefined;
  if (text[i] === '道' && text[i - 1] === '街') return undefined;
  if (i - at < 1) return undefined;
  const on = endOf(ROAD_ON, text, i + 1);
  if (on > 0) return { end: on, level: 'road' };
  if (endOf(NO_ROAD_AFTER, text, i + 1) > 0 && endOf(/路口|街口/y, text, i) < 0) return undefined;
  return { end: i + 1, level: 'road' };
}

function communityAt(text: string, at: number, i: number): NamePiece | undefined {
  if (i - at < 1) return undefined;
  const committee = endOf(COMMITTEE, text, i);
  if (committee > 0)
    return endOf(/[医卫服]/y, text, committee) > 0 ? undefined : { end: committee, level: 'community' };
  if (text[i] !== '村') return undefined;
  if (endOf(ROAD_FOLLOWS, text, i + 1) > 0 || endOf(/[镇口站小中落民级里上]/y, text, i + 1) > 0) return undefined;
  const estate = /新|公寓|工人|度假|[一二三四五]/.test(text.slice(Math.max(at, i - 2), i));
  return { end: i + 1, level: estate ? 'compound' : 'community' };
}

function townAt(text: string, at: number, i: number): NamePiece | undefined {
  if (i - at < 1) return undefined;
  if (text[i] === '办') {
    const end = endOf(/办事处/y, text, i);
    return end > 0 ? { end, level: 'street' } : undefined;
  }
  if (text[i] === '苏') return text[i + 1] === '木' ? { end: i + 2, level: 'street' } : undefined;
  if (endOf(TOWN_AFTER, text, i + 1) > 0 || i - at > 5) return undefined;
  if (text[i] === '乡' && text[i - 1] === '城') return undefined;
  return { end: i + 1, level: 'street' };
}

function strongAt(text: string, at: number, i: number): NamePiece | undefined {
  for (let from = Math.max(at, i - 3); from < i; from++) {
    const end = endOf(STRONG, text, from);
    if (end !== i + 1) continue;
    if (from === at && end < text.length && i - at < 2) return undefined;
    const on = endOf(STRONG_ON, text, end);
    const to = on > 0 ? on : end;
    if (
      to < text.length &&
      (endOf(ROAD_FOLLOWS, text, to) > 0 ||
        (on < 0 && endOf(STRONG_HOLDS, text, to) > 0 && asideAt(text, to) < 0 && numberedAt(text, to) < 0))
    )
      return undefined;
    return { end: to, level: 'compound' };
  }
  return undefined;
}
