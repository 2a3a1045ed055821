import { describe, expect, it } from 'vitest';
import { readLocalTime } from './read-local-time.ts';

describe('readLocalTime', () => {
  it.each([
    ['2019/4/25 9:32:09', '2019-04-25T01:32:09.000Z'],
    ['2019-04-25 09:32:09', '2019-04-25T01:32:09.000Z'],
    ['2019-04-25T09:32', '2019-04-25T01:32:00.000Z'],
    ['2019/12/1', '2019-11-30T16:00:00.000Z'],
    ['2019年4月25日 9时32分', '2019-04-25T01:32:00.000Z'],
    ['2019.4.25', '2019-04-24T16:00:00.000Z'],
  ])('reads %s', (text, expected) => expect(readLocalTime(text)?.toISOString()).toBe(expected));

  it.each(['', '昨天', '2019-02-30', '2019-13-01', '2019-01-01 25:00', '43580.4', '25/4/2019'])('refuses %s', (text) =>
    expect(readLocalTime(text)).toBeUndefined(),
  );
});
