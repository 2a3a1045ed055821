import { describe, expect, it } from 'vitest';
import { checkRule } from './check-rule.ts';

const good = {
  type: 'smoke',
  name: { zh: '烟雾', en: 'Smoke' },
  levels: { critical: { when: { left: { key: 'smoke' }, is: '>', right: 0.5 }, seconds: 5 } },
};

describe('checkRule', () => {
  it('takes a good rule, as it is and after a round trip through JSON', () => {
    expect(checkRule(good)).toEqual([]);
    expect(checkRule(JSON.parse(JSON.stringify(good)), new Set(['smoke']))).toEqual([]);
  });

  it('says what is wrong and where', () => {
    expect(checkRule({ ...good, type: 'Bad Type' }).join()).toContain('/type');
    expect(checkRule({ ...good, levels: {} }).join()).toContain('/levels');
    expect(checkRule({ ...good, levels: { fatal: good.levels.critical } })).not.toEqual([]);
    expect(
      checkRule({ ...good, levels: { critical: { when: { left: { key: 'x' }, is: 'near', right: 1 } } } }),
    ).not.toEqual([]);
    expect(checkRule(null)).not.toEqual([]);
  });

  it('refuses a rule on what the device does not measure', () => {
    expect(checkRule(good, new Set(['temperature']))).toEqual([
      '/critical uses "smoke", which the device does not measure',
    ]);
  });
});
