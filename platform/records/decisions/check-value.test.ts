import { expect, it } from 'vitest';
import { readBase } from '../sources/read-base.ts';
import { CATALOGUE } from '../testing/with-records.ts';
import { checkValue } from './check-value.ts';

const base = readBase(CATALOGUE);
const person = base.kinds.person.fields;

it.each([
  ['phone', '+86 138 1234 5678', '13812345678'],
  ['phone', '12', undefined],
  ['citizen', '11010519491231002x', '11010519491231002X'],
  ['citizen', '110105194912310021', undefined],
  ['birth', '1990-01-02', '1990-01-02'],
  ['birth', '1990-13-02', undefined],
  ['sex', '2', '2'],
  ['sex', '女', undefined],
  ['name', ' 王小明 ', '王小明'],
  ['name', '', null],
  ['address', null, null],
  ['name', { a: 1 }, undefined],
])('takes %s %s as %s', (field, value, expected) => {
  const declared = person[field];
  if (!declared) throw new Error(`no field ${field}`);
  expect(checkValue(base, declared, value)).toBe(expected);
});
