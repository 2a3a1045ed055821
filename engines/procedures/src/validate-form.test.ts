import { expect, it } from 'vitest';
import { validateForm } from './validate-form.ts';

const form = {
  type: 'object',
  required: ['since', 'purpose'],
  additionalProperties: false,
  properties: {
    since: { type: 'string', format: 'date', title: '何时', 'x-title-en': 'Since' },
    purpose: {
      type: 'string',
      enum: ['school', 'bank'],
      'x-enum-zh': ['入学', '银行'],
      'x-enum-en': ['School', 'Bank'],
    },
    copies: { type: 'integer', minimum: 1, maximum: 5 },
    note: { type: 'string', minLength: 2, maxLength: 4, pattern: '^[^<]*$' },
  },
};
const faults = (data: unknown) => validateForm(form, data).map(({ path, message, zh }) => `${path} ${message} ${zh}`);

it('accepts what the form asks for', () => {
  expect(validateForm(form, { since: '2026-02-28', purpose: 'bank', copies: 2 })).toEqual([]);
});

it.each<[string, unknown, string]>([
  ['a missing field', { purpose: 'bank' }, '/since is required 必填'],
  ['a date that does not exist', { since: '2015-02-29', purpose: 'bank' }, '/since must be a date 应为日期'],
  [
    'a value not offered',
    { since: '2026-01-01', purpose: 'fun' },
    '/purpose must be one of: school, bank 不在可选范围内',
  ],
  [
    'a number of the wrong kind',
    { since: '2026-01-01', purpose: 'bank', copies: 1.5 },
    '/copies must be a whole number 应为整数',
  ],
  [
    'a number out of range',
    { since: '2026-01-01', purpose: 'bank', copies: 9 },
    '/copies must be at most 5 不能大于 5',
  ],
  [
    'a short text',
    { since: '2026-01-01', purpose: 'bank', note: '好' },
    '/note must have at least 2 characters 至少 2 个字',
  ],
  [
    'a text with a forbidden sign',
    { since: '2026-01-01', purpose: 'bank', note: 'a<b' },
    '/note is not written in the expected way 格式不正确',
  ],
  [
    'a field the form does not have',
    { since: '2026-01-01', purpose: 'bank', x: 1 },
    ' has a field the form does not know: x 含有表单之外的字段',
  ],
  ['no form at all', 'text', ' must be a group of fields 应为一组字段'],
])('names %s in both languages', (_what, data, fault) => {
  expect(faults(data)).toContain(fault);
});

it('names every fault at once', () => {
  expect(validateForm(form, { copies: 0 })).toHaveLength(3);
});

it('keeps compiled forms apart, also under one $id', () => {
  const id = 'https://example.org/form';
  expect(validateForm({ $id: id, type: 'string' }, 1)).toHaveLength(1);
  expect(validateForm({ $id: id, type: 'number' }, 1)).toEqual([]);
});
