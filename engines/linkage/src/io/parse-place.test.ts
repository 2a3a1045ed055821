import { expect, it } from 'vitest';
import { parsePlace } from './parse-place.ts';

it('knows a file by its ending and a table by its address', () => {
  expect(parsePlace('a/b.CSV.gz')).toEqual({ kind: 'csv', path: 'a/b.CSV.gz' });
  expect(parsePlace('b.jsonl').kind).toBe('json');
  expect(parsePlace('b.parquet').kind).toBe('parquet');
  expect(parsePlace('postgres://u@h:5/d?ssl=1#s.t')).toEqual({
    kind: 'postgres',
    url: 'postgres://u@h:5/d?ssl=1',
    relation: 's.t',
  });
});

it('says what it cannot read', () => {
  expect(() => parsePlace('a.xlsx')).toThrow(/a\.xlsx is not/);
  expect(() => parsePlace('postgres://h/d')).toThrow(/Name the table/);
});
