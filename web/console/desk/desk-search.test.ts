import { expect, test } from 'vitest';
import { countFilters, readDeskSearch, writeCaseQuery } from './desk-search.ts';

test('an address is read with what is known in it, and no more', () => {
  expect(readDeskSearch({ view: 'area', state: 'handling,verifying', sort: 'sideways', hack: '1', due: '' })).toEqual({
    view: 'area',
    state: 'handling,verifying',
  });
  expect(readDeskSearch({ view: 'everything' })).toEqual({});
});

test('a plain desk asks for open cases of mine', () => {
  expect(writeCaseQuery({})).toBe('view=mine&open=true');
});

test('asking for a state, a text or everything lifts the restriction to open cases', () => {
  expect(writeCaseQuery({ view: 'area', state: 'closed' })).toBe('view=area&state=closed');
  expect(writeCaseQuery({ q: '井盖' })).toBe(`view=mine&q=${encodeURIComponent('井盖')}`);
  expect(writeCaseQuery({ open: 'all' })).toBe('view=mine');
  expect(writeCaseQuery({ open: 'false' })).toBe('view=mine&open=false');
});

test('a page of the list adds its cursor and limit', () => {
  expect(writeCaseQuery({ view: 'area', sort: 'opened' }, { cursor: 'abc', limit: 50 })).toBe(
    'view=area&open=true&sort=opened&cursor=abc&limit=50',
  );
});

test('only real filters are counted', () => {
  expect(countFilters({ view: 'area', sort: 'due', show: 'map', area: '610402', due: 'overdue' })).toBe(2);
});
