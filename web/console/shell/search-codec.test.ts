import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSearch, writeSearch } from './search-codec.ts';

test('what is written is read back, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
        fc.string({ minLength: 1 }),
      ),
      (search) => {
        expect(parseSearch(writeSearch(search))).toEqual({ ...search });
      },
    ),
  );
});

test('digits stay bare and empty values vanish', () => {
  expect(writeSearch({ area: '610402005', q: '', state: undefined })).toBe('?area=610402005');
  expect(writeSearch({})).toBe('');
});
