import { describe, expect, it } from 'vitest';
import { explainRule, severityName } from './explain-rule.ts';
import type { AlarmRule } from './types.ts';

const rule: AlarmRule = {
  type: 'heat',
  name: { zh: '高温', en: 'Heat' },
  levels: {
    critical: {
      when: { left: { key: 't' }, is: '>', right: { attribute: 'max', of: 'area', default: 60 } },
      seconds: 30,
    },
    minor: {
      when: { any: [{ left: { key: 't' }, is: '>=', right: 45 }, { silent: 600 }] },
      times: 3,
      schedule: { spans: [{ days: [1, 5], from: 480, to: 1080 }] },
    },
  },
};
const lexicon = {
  t: { name: { zh: '温度', en: 'temperature' }, unit: '°C' },
  max: { name: { zh: '上限', en: 'limit' } },
};

describe('explainRule', () => {
  it('says every level and the end in both languages', () => {
    expect(explainRule({ ...rule, clear: { when: { left: { key: 't' }, is: '<', right: 40 } } }, lexicon)).toEqual([
      {
        severity: 'critical',
        text: {
          zh: '温度 > 辖区设定的“上限”，缺省 60 °C，持续 30 秒',
          en: 'temperature > the area\'s "limit", else 60 °C, for 30 s',
        },
      },
      {
        severity: 'minor',
        text: {
          zh: '温度 ≥ 45 °C 或 600 秒没有消息，连续 3 次，只在周一、五 08:00–18:00',
          en: 'temperature ≥ 45 °C or nothing heard for 600 s, 3 times in a row, only Mon Fri 08:00–18:00',
        },
      },
      { severity: null, text: { zh: '解除：温度 < 40 °C', en: 'Ends: temperature < 40 °C' } },
    ]);
    expect(explainRule(rule, lexicon).at(-1)?.text.zh).toBe('只能由人工解除');
    expect(severityName('critical').zh).toBe('特急');
  });
});
