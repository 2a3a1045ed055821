import { describe, expect, it } from 'vitest';
import { parseMoment, writeMoment } from './parse-moment.ts';

describe('parseMoment', () => {
  it.each([
    ['2010-01-19T16:00:00Z', '2010-01-19T16:00:00.000Z'],
    ['2010-01-19T16:00:00-08:00', '2010-01-20T00:00:00.000Z'],
    ['2010-01-19T16:00:00+0800', '2010-01-19T08:00:00.000Z'],
    ['2010-01-19T16:00:00 08:00', '2010-01-19T08:00:00.000Z'],
    ['2010-01-19T16:00:00.250Z', '2010-01-19T16:00:00.250Z'],
    ['2010-01-19T16:00+08:00', '2010-01-19T08:00:00.000Z'],
  ])('reads %s', (text, expected) => expect(parseMoment(text)?.toISOString()).toBe(expected));

  it.each([
    '2010-01-19T16:00:00',
    '2010-01-19',
    '2010-02-30T10:00:00Z',
    '2010-13-01T10:00:00Z',
    'yesterday',
    '',
    '2010-01-19T24:61:00Z',
  ])('refuses %s', (text) => expect(parseMoment(text)).toBeUndefined());

  it('writes local time with its zone and reads it back', () => {
    const at = new Date('2026-11-24T16:30:05Z');
    expect(writeMoment(at)).toBe('2026-11-25T00:30:05+08:00');
    expect(parseMoment(writeMoment(at))).toEqual(at);
  });
});
