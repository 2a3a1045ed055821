import { expect, test } from 'vitest';
import type { Area } from '../shared/area-tree.ts';
import { matchAreas } from './match-areas.ts';

const area = (code: string, name: string, nameEn: string | null = null): Area => ({
  code,
  level: code.length / 3 - 1,
  parent: null,
  name,
  nameEn,
  kind: 'basic',
  governedBy: null,
  households: null,
});
const areas = [
  area('610402', '秦都区'),
  area('610402005', '渭滨街道', 'Weibin Street'),
  area('610402005004', '芙蓉社区'),
  area('610402005004001', '第一网格'),
  area('610402006002', '锦华社区'),
];
const codes = (said: string, root = '610402') => matchAreas(areas, said, root).map((found) => found.code);

test('an address that names a community finds it without its official ending', () => {
  expect(codes('芙蓉小区3号楼旁边')).toEqual(['610402005004']);
});

test('part of a name is enough, in either language', () => {
  expect(codes('渭滨')).toEqual(['610402005']);
  expect(codes('weibin')).toEqual(['610402005']);
});

test('numbered grids, one sign and areas of others do not match', () => {
  expect(codes('第一网格')).toEqual([]);
  expect(codes('芙')).toEqual([]);
  expect(codes('锦华社区', '610402005')).toEqual([]);
});
