import type { Text } from './bin-types.ts';
import type { FillForecast } from './forecast-fill.ts';
import type { Passed, PlannedStop } from './plan-round.ts';
import type { FillParts } from './say-fill.ts';

const HOUR_MS = 3_600_000;
/** Below so many points a part is not worth a sentence. */
const WORTH_SAYING = 4;

/**
 * Why a bin is thought to be so full, in words: since when it fills, what is to be expected, and what about this bin is
 * not as of others.
 * @param parts of the same forecast
 * @param times ms: when the bin was emptied last, now, and the moment of the forecast
 */
export function explainForecast(
  parts: FillParts,
  { fill, low, high }: FillForecast,
  { from, now, at }: { from: number; now: number; at: number },
): Text {
  const [since, ahead] = [sayHours(from, now), Math.round((at - now) / HOUR_MS)];
  const span = `${Math.round(low)}–${Math.round(high)}%`;
  const zh = [`清空后已过 ${since.zh}，${ahead} 小时后预计装满 ${Math.round(fill)}%（八成可能在 ${span}）`];
  const en = [`${since.en} since it was emptied; in ${ahead} h about ${Math.round(fill)}% full (8 in 10: ${span})`];
  for (const [part, up, down] of REASONS) {
    const points = parts[part];
    if (Math.abs(points) < WORTH_SAYING) continue;
    zh.push((points > 0 ? up : down).zh);
    en.push((points > 0 ? up : down).en);
  }
  return { zh: `${zh.join('；')}。`, en: `${en.join('; ')}.` };
}

const REASONS = [
  [
    'bin',
    { zh: '这只桶比周围的满得快', en: 'this bin fills faster than its neighbours' },
    { zh: '这只桶比周围的满得慢', en: 'this bin fills more slowly than its neighbours' },
  ],
  [
    'neighbours',
    { zh: '这一带的桶满得快', en: 'bins around here fill fast' },
    { zh: '这一带的桶满得慢', en: 'bins around here fill slowly' },
  ],
  [
    'lately',
    { zh: '近日普遍偏满', en: 'bins have been fuller than usual these days' },
    { zh: '近日普遍偏空', en: 'bins have been emptier than usual these days' },
  ],
] as const;

/** Why a bin is on today's round. */
export function explainStop({ gain, cost }: PlannedStop, overflow: number): Text {
  const [chance, worth, costs] = [percent(overflow), minutes(gain), minutes(cost)];
  return {
    zh: `不去的话，下次之前满溢的可能 ${chance}，折合 ${worth} 分钟；去一趟只多花 ${costs} 分钟。`,
    en: `If passed over, ${chance} chance to overflow before the next visit, worth ${worth} min; going there costs ${costs} min.`,
  };
}

/** Why a bin is not on today's round. */
export function explainPassed({ reason, gain, cost }: Passed, overflow: number): Text {
  const [chance, worth, costs] = [percent(overflow), minutes(gain), minutes(cost)];
  if (reason === 'no_room')
    return {
      zh: `车已装满：满溢的可能 ${chance}，排在其他桶之后，下次优先。`,
      en: `No room left: ${chance} chance to overflow, less than the others; first next time.`,
    };
  return {
    zh: `今天可以不去：下次之前满溢的可能 ${chance}，折合 ${worth} 分钟，去一趟要多花 ${costs} 分钟。`,
    en: `Can wait: ${chance} chance to overflow before the next visit, worth ${worth} min, while going there costs ${costs} min.`,
  };
}

const percent = (share: number) => `${Math.round(share * 100)}%`;
const minutes = (value: number) => String(Math.round(value));

function sayHours(from: number, at: number): Text {
  const hours = Math.max(0, Math.round((at - from) / HOUR_MS));
  if (hours < 48) return { zh: `${hours} 小时`, en: `${hours} h` };
  const days = Math.round(hours / 24);
  return { zh: `${days} 天`, en: `${days} days` };
}

/**
 * The words for a bin of which a camera only says whether it overflows.
 * @param lasted hours since it was emptied
 * @param hours still to go in the middle case; null where nothing like it was ever seen
 */
export function explainGap(overflows: boolean, lasted: number, hours: number | null): Text {
  if (overflows) return { zh: '画面显示已经满溢。', en: 'The camera shows that it overflows.' };
  const since = sayHours(0, lasted * HOUR_MS);
  if (hours === null)
    return {
      zh: `已有 ${since.zh}没有满溢，没有更长的先例可比。`,
      en: `No overflow for ${since.en}; nothing longer was seen before.`,
    };
  const left = sayHours(0, hours * HOUR_MS);
  return {
    zh: `清空后已过 ${since.zh}，按以往的间隔，约 ${left.zh}后满溢。`,
    en: `${since.en} since it was emptied; by the gaps so far it overflows in about ${left.en}.`,
  };
}
