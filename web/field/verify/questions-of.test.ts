import { expect, test } from 'vitest';
import { questionsOf } from './questions-of.ts';

const question = { type: 'string' as const, title: '还在吗？', enum: ['still', 'gone'] };
const note = { type: 'string' as const, title: '备注' };

test("the server's form carries the questions; the note is none", () => {
  expect(questionsOf({ properties: { d1: question, note } }, {}).map((one) => one.key)).toEqual(['d1']);
});

test('foreseen without network they come from the case', () => {
  const declared = { 'x-from': 'form', properties: { note } };
  expect(questionsOf(declared, { form: { properties: { d1: question, d2: question } } }).map((one) => one.key)).toEqual(
    ['d1', 'd2'],
  );
  const form = { properties: { d1: question, d20: question }, required: ['d20', 'd1'] };
  expect(questionsOf(declared, { form }).map((one) => one.key)).toEqual(['d20', 'd1']);
  expect(questionsOf(declared, {})).toEqual([]);
  expect(questionsOf(null, {})).toEqual([]);
});
