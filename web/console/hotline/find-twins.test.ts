import { expect, test } from 'vitest';
import type { CaseRow } from '../case/case-types.ts';
import { findTwins } from './find-twins.ts';

const row = (number: string, part: Partial<CaseRow>): CaseRow => ({
  number,
  title: '路灯不亮',
  state: 'reported',
  stage: 'collect',
  matter: null,
  urgency: 'normal',
  area: '610402005004001',
  areaName: '',
  place: null,
  openedAt: '2026-11-01T00:00:00Z',
  dueAt: null,
  stageDueAt: null,
  leftMs: null,
  overdue: false,
  warned: false,
  marks: [],
  owner: null,
  unit: null,
  source: 'hotline',
  thumb: null,
  lon: null,
  lat: null,
  seq: 1,
  open: true,
  ...part,
});
const here = { lon: 108.7, lat: 34.33 };

test('the same matter near by comes before something else next door; what is far stays out', () => {
  const rows = [
    row('far', { matter: 'M06010', lon: 108.71, lat: 34.33 }),
    row('door', { matter: 'M06028', lon: 108.7002, lat: 34.33 }),
    row('same', { matter: 'M06010', lon: 108.702, lat: 34.33 }),
  ];
  expect(findTwins(rows, { ...here, matter: 'M06010', text: '' }).map((twin) => twin.row.number)).toEqual([
    'same',
    'door',
  ]);
});

test('the distance is told in metres', () => {
  const [twin] = findTwins([row('a', { lon: 108.7, lat: 34.331 })], { ...here, text: '' });
  expect(twin).toBeUndefined();
  const [close] = findTwins([row('a', { lon: 108.7, lat: 34.3305 })], { ...here, text: '' });
  expect(close?.metres).toBe(56);
});

test('the same words a little further on come before other words next door', () => {
  const rows = [
    row('door', { title: '机动车乱停放', lon: 108.7002, lat: 34.33 }),
    row('words', { title: '门口垃圾堆了三天', lon: 108.702, lat: 34.33 }),
  ];
  expect(findTwins(rows, { ...here, text: '单元门口垃圾堆了三天没人收' }).map((twin) => twin.row.number)).toEqual([
    'words',
    'door',
  ]);
});

test('without a position the wording or the matter tells', () => {
  const rows = [
    row('lamp', { title: '芙蓉社区路灯不亮' }),
    row('noise', { title: '夜间施工噪声' }),
    row('same', { title: '别的', matter: 'M06010' }),
  ];
  const found = findTwins(rows, { matter: 'M06010', text: '芙蓉社区门口的路灯不亮好几天了' }).map(
    (twin) => twin.row.number,
  );
  expect(found).toEqual(['lamp', 'same']);
});
