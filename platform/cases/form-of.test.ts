import { describe, expect, it } from 'vitest';
import { formOf } from './form-of.ts';

const note = { type: 'string', title: '备注' };
const ask = { type: 'object', 'x-from': 'form', properties: { note } };

describe('the form of an act', () => {
  it('is the declared one where the case brings no questions', () => {
    expect(formOf(ask, {})).toBe(ask);
    expect(formOf(undefined, { form: {} })).toBeUndefined();
  });

  it('asks the questions of the case first, then the declared ones', () => {
    const form = formOf(ask, { form: { properties: { q1: { type: 'string' } }, required: ['q1'] } });
    expect(form).toEqual({ type: 'object', properties: { q1: { type: 'string' }, note }, required: ['q1'] });
    expect(Object.keys(form?.properties as object)).toEqual(['q1', 'note']);
  });

  it('asks them in the order of the list of what is required, however the object lies', () => {
    const form = formOf(ask, { form: { properties: { a: {}, b: {}, c: {} }, required: ['c', 'a'] } });
    expect(Object.keys(form?.properties as object)).toEqual(['c', 'a', 'b', 'note']);
  });

  it('is not changed by an attribute of that name where the declaration does not ask for it', () => {
    const plain = { type: 'object', properties: { note } };
    expect(formOf(plain, { form: { properties: { q1: {} } } })).toBe(plain);
  });
});
