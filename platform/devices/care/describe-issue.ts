import type { Text } from '@gewu/alarms/types';
import type { Figures, IssueKind } from './care-types.ts';

const NAMES: Record<IssueKind, Text> = {
  offline: { zh: '离线', en: 'Offline' },
  flapping: { zh: '频繁掉线', en: 'Connection unstable' },
  battery: { zh: '电量低', en: 'Battery low' },
  stuck: { zh: '数值不变', en: 'Value stuck' },
  drift: { zh: '数值漂移', en: 'Value drifts' },
  clock: { zh: '时钟不准', en: 'Clock wrong' },
  firmware: { zh: '固件过旧', en: 'Firmware behind' },
};

/** What an issue is called. */
export const nameIssue = (kind: IssueKind): Text => NAMES[kind];

/** Says why a device needs a hand, with the figures behind it. */
export function describeIssue(kind: IssueKind, figures: Figures): Text {
  const { zh, en } = DETAILS[kind](figures);
  const name = NAMES[kind];
  return { zh: zh ? `${name.zh}，${zh}` : name.zh, en: en ? `${name.en}, ${en}` : name.en };
}

const NOTHING: Text = { zh: '', en: '' };
const DETAILS: Record<IssueKind, (figures: Figures) => Text> = {
  offline: () => NOTHING,
  flapping: ({ times }) => ({ zh: `一天内 ${times} 次`, en: `${times} times within a day` }),
  battery: ({ level, left }) => ({
    zh: `剩 ${level}%${left == null ? '' : `，约 ${left} 天后耗尽`}`,
    en: `${level}% left${left == null ? '' : `, empty in about ${left} days`}`,
  }),
  stuck: ({ value, hours }) => ({
    zh: `${hours} 小时以上一直是 ${value}`,
    en: `${value} for more than ${hours} hours`,
  }),
  drift: ({ shift, most, neighbours }) => ({
    zh: `相对自身过去和 ${neighbours} 台邻近设备偏移 ${shift}（容许 ${most}）`,
    en: `${shift} away from its own past and ${neighbours} neighbours (${most} allowed)`,
  }),
  clock: ({ seconds, limit }) => {
    const ahead = Number(seconds) > 0;
    const away = Math.abs(Number(seconds));
    return {
      zh: `${ahead ? '快' : '慢'} ${away} 秒（容许 ${limit} 秒）`,
      en: `${away} s ${ahead ? 'fast' : 'slow'} (${limit} s allowed)`,
    };
  },
  firmware: ({ has, wanted }) => ({ zh: `现为 ${has}，应为 ${wanted}`, en: `has ${has}, should have ${wanted}` }),
};
