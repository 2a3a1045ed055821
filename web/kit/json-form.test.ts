import { expect, test } from 'vitest';
import { checkValues, cleanValues, defaultValues, type FormSchema } from './json-form.ts';

const schema: FormSchema = {
  type: 'object',
  required: ['note', 'solved'],
  properties: {
    note: { type: 'string', title: '说明', minLength: 2, maxLength: 5 },
    solved: { type: 'boolean', title: '是否解决' },
    days: { type: 'integer', title: '天数', minimum: 1, maximum: 90, default: 3 },
    into: { type: 'string', title: '案卷号', pattern: '^\\d{4}$' },
  },
};

test('empty texts are left out, numbers become numbers, strangers stay at home', () => {
  expect(cleanValues(schema, { note: ' 好的 ', solved: false, days: '7', into: ' ', other: 'x' })).toEqual({
    note: '好的',
    solved: false,
    days: 7,
  });
});

test('every fault is named by field', () => {
  expect(checkValues(schema, cleanValues(schema, { note: '好', days: '0', into: '12' }))).toEqual({
    note: { key: 'tooShort', n: 2 },
    solved: { key: 'required' },
    days: { key: 'tooSmall', n: 1 },
    into: { key: 'wrong' },
  });
});

test('length counts characters, also those outside the first plane', () => {
  expect(checkValues(schema, { note: '𠮷𠮷𠮷𠮷𠮷', solved: true })).toEqual({});
  expect(checkValues(schema, { note: '一二三四五六', solved: true })).toEqual({ note: { key: 'tooLong', n: 5 } });
});

test('text in a number field is a fault, not zero', () => {
  expect(checkValues(schema, cleanValues(schema, { note: '好的', solved: true, days: '三' }))).toEqual({
    days: { key: 'badNumber' },
  });
});

test('defaults come from the declaration, and a form without fields asks nothing', () => {
  expect(defaultValues(schema)).toEqual({ days: 3 });
  expect(checkValues(null, {})).toEqual({});
});
