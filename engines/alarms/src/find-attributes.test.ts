import { expect, it } from 'vitest';
import { findAttributes } from './find-attributes.ts';
import type { AlarmRule } from './types.ts';

it('tells what a greater threshold would do', () => {
  const rule: AlarmRule = {
    type: 'x',
    name: { zh: '某', en: 'X' },
    levels: {
      major: {
        when: {
          any: [
            { left: { key: 'gas' }, is: '>=', right: { attribute: 'most', of: 'area', default: 10 } },
            { left: { key: 'level' }, is: '<', right: { attribute: 'least' } },
            { not: { left: { key: 'gas' }, is: '<', right: { attribute: 'odd' } } },
            { left: { key: 'gas' }, is: '>', right: { calc: '*', of: [{ attribute: 'most' }, 2] } },
          ],
        },
        seconds: { attribute: 'wait', of: 'area' },
      },
      warning: { when: { silent: { attribute: 'silent_s' } } },
    },
    clear: { when: { left: { key: 'gas' }, is: '<', right: { attribute: 'calm' } }, seconds: { attribute: 'wait' } },
  };
  expect(findAttributes(rule)).toEqual([
    { attribute: 'most', of: 'area', clear: false, greater: 'fewer', key: 'gas' },
    { attribute: 'least', of: 'device', clear: false, greater: 'more', key: 'level' },
    { attribute: 'odd', of: 'device', clear: false, greater: 'unknown', key: 'gas' },
    { attribute: 'most', of: 'device', clear: false, greater: 'unknown', key: 'gas' },
    { attribute: 'wait', of: 'area', clear: false, greater: 'fewer', counts: 'seconds' },
    { attribute: 'silent_s', of: 'device', clear: false, greater: 'fewer', counts: 'silence' },
    { attribute: 'calm', of: 'device', clear: true, greater: 'unknown', key: 'gas' },
    { attribute: 'wait', of: 'device', clear: true, greater: 'unknown', counts: 'seconds' },
  ]);
});
