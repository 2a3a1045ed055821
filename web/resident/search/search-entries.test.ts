import { expect, test } from 'vitest';
import { findEntries } from './search-entries.ts';

test.each(['长辈版', '亲情版', '关爱版', '关怀版', '打开长辈版', '长辈', 'elder'])(
  '%s finds the elder version first',
  (query) => {
    expect(findEntries(query)[0]?.key).toBe('elder');
  },
);

test('ordinary words find their door', () => {
  expect(findEntries('投诉').map(({ key }) => key)).toEqual(['report']);
  expect(findEntries('PROGRESS')[0]?.key).toBe('mine');
});

test('nothing typed and nothing known find nothing', () => {
  expect(findEntries('  ')).toEqual([]);
  expect(findEntries('量子力学')).toEqual([]);
});
