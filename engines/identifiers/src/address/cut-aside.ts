import { endOf } from './cut-admin.ts';

const JUNCTION = /(?:交叉路?口|交汇口?|交叉|交界|十字路?口|丁字路口|三岔路口|交口|路口|转盘|红绿灯)处?/y;
const BESIDE =
  /(?:斜?对[面过]|对门|正?对面|附近|旁边?|隔壁|路边|门[前口](?!街|路)|楼[下上]|院内|周边|背后|后[面边]|前[面边]|里[面边]|外[面边]|靠近|紧邻|毗邻|紧挨|[东西南北中]段|之间|拐角|入口|出口|门脸|底商|以[东南西北]|之?[东西南北]{1,2}侧)处?/y;
const WAY = /(?:往|向|朝|正|路|街|之)?[东西南北]{1,2}(?:侧|面|边|方向|头|端|段|口|角|行)(?:路[东西南北])?/y;
const TOWARDS = /(?:往|向|朝)[东西南北]{1,2}(?=约?\d|$|[走行,])/y;
const LONE = /(?:路|街)?[东西南北]{1,2}(?=约?\d+(?:\.\d+)?(?:米|公里|m)|$|[,，(])/y;
const LONE_IN = /[内后前旁里](?=$|[,，(])/y;
const FAR = /约?\d+(?:\.\d+)?(?:米|公里|千米|km|m|M)(?:处|左右|远)?/y;
const GATE =
  /(?:[东西南北]{1,2}|[正后侧前大])门(?:口|外|内)?(?:[东西南北](?:侧|边)?)?(?=$|[,，(]|旁|附近|对面|\d|[东西南北]\d)/y;

/** Signs with which something beside an address can begin. */
const BEGINS = new Uint8Array(65_536);
for (const sign of '交十丁三转红斜对正附旁隔路门楼院周背后前里外靠紧毗中之拐入出底以东西南北往向朝街约0123456789内侧大')
  BEGINS[sign.charCodeAt(0)] = 1;

/**
 * Whether words that only say where something lies begin at a place: 对面, 东侧, 200米, 交叉口, 南门.
 * @returns their end, or −1
 */
export function asideAt(text: string, at: number): number {
  if (BEGINS[text.charCodeAt(at)] === 0) return -1;
  let end = endOf(JUNCTION, text, at);
  if (end < 0) end = endOf(BESIDE, text, at);
  if (end < 0) end = endOf(FAR, text, at);
  if (end < 0) end = endOf(WAY, text, at);
  if (end < 0) end = endOf(GATE, text, at);
  if (end < 0) end = endOf(TOWARDS, text, at);
  if (end < 0) end = endOf(LONE, text, at);
  if (end < 0) end = endOf(LONE_IN, text, at);
  return end;
}
