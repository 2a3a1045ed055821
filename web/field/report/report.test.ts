import { expect, test } from 'vitest';
import type { Matter } from '../queries/use-catalogue.ts';
import type { Draft } from '../store/field-database.ts';
import { checkReport } from './check-report.ts';
import { findMatters } from './find-matters.ts';
import { reportBody } from './report-body.ts';

const matter = (key: string, zh: string, more: Partial<Matter> = {}): Matter => ({
  key,
  kind: 'matter',
  name: { zh, en: key },
  classes: [{ zh: '市容', en: 'Appearance' }],
  active: true,
  urgency: 'normal',
  procedure: 'standard-matter',
  ...more,
});
const draft: Draft = {
  id: 'd',
  account: 'w',
  changedAt: 0,
  photos: ['p'],
  description: '楼后一堆纸箱',
  place: '',
  lon: 108.7,
  lat: 34.3,
};

test('what is missing is named in the order of the page', () => {
  expect(checkReport({ ...draft, photos: [], description: '' })).toBe('photo');
  expect(checkReport({ ...draft, description: ' ' })).toBe('what');
  expect(checkReport({ ...draft, description: '', matter: 'M06010' })).toBeUndefined();
  const { lon: _lon, lat: _lat, ...nowhere } = draft;
  expect(checkReport(nowhere)).toBe('where');
  expect(checkReport({ ...nowhere, place: '3号楼东' })).toBeUndefined();
  expect(checkReport({ ...draft, settled: { note: '清了', photos: [] } })).toBe('settledPhoto');
  expect(checkReport({ ...draft, settled: { note: '', photos: ['q'] } })).toBe('settledNote');
  expect(checkReport(draft)).toBeUndefined();
});

test('a patrol takes its own procedure unless the matter has a special one; urgency only when chosen', () => {
  expect(reportBody(draft, undefined)).toEqual({
    description: '楼后一堆纸箱',
    procedure: 'patrol-finding',
    lon: 108.7,
    lat: 34.3,
  });
  const special = matter('M06001', '私搭乱建', { procedure: 'illegal-structure' });
  expect(
    reportBody({ ...draft, description: '', matter: 'M06001', urgency: 'urgent', place: ' 南门 ' }, special),
  ).toEqual({ description: '私搭乱建', matter: 'M06001', urgency: 'urgent', place: '南门', lon: 108.7, lat: 34.3 });
});

test('a matter is found by its name, then its class, then by its characters apart', () => {
  const matters = [
    matter('A', '垃圾满溢'),
    matter('B', '道路破损', { classes: [{ zh: '垃圾', en: '' }] }),
    matter('C', '垃圾箱', { kind: 'component' }),
    matter('D', '污水井盖异常'),
    matter('E', '旧事项', { active: false }),
  ];
  expect(findMatters(matters, '垃圾').map((one) => one.key)).toEqual(['A', 'B']);
  expect(findMatters(matters, '井异').map((one) => one.key)).toEqual(['D']);
  expect(findMatters(matters, '').map((one) => one.key)).toEqual(['A', 'B', 'D']);
  expect(findMatters(matters, '没有的')).toEqual([]);
});
