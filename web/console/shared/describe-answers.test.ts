import { expect, test } from 'vitest';
import { describeAnswers } from './describe-answers.ts';

const schema = {
  type: 'object',
  properties: {
    reason: {
      type: 'string' as const,
      title: '退回原因',
      'x-title-en': 'Why',
      enum: ['not_ours', 'other'],
      'x-enum-zh': ['不属本单位职责', '其他'],
      'x-enum-en': ['Not our duty', 'Other'],
    },
    complex: { type: 'boolean' as const, title: '涉及多个部门', 'x-title-en': 'Several departments' },
  },
};

test('answers are told in the words of the form, in its order', () => {
  expect(describeAnswers(schema, { complex: true, reason: 'not_ours' }, 'zh-CN')).toEqual([
    { key: 'reason', label: '退回原因', value: '不属本单位职责' },
    { key: 'complex', label: '涉及多个部门', value: '是' },
  ]);
  expect(describeAnswers(schema, { reason: 'other' }, 'en')).toEqual([{ key: 'reason', label: 'Why', value: 'Other' }]);
});

test('what the form does not know is shown all the same, unless the page shows it elsewhere', () => {
  expect(describeAnswers(schema, { floor: 3, target: 12 }, 'en', ['target'])).toEqual([
    { key: 'floor', label: 'floor', value: '3' },
  ]);
});
