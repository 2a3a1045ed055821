import { expect, test } from 'vitest';
import { type Area, growAreaTree, nameAreaPath } from './area-tree.ts';

const area = (code: string, name: string, nameEn: string | null = null): Area => ({
  code,
  level: code.length / 3 - 1,
  parent: code.length === 6 ? null : code.slice(0, -3),
  name,
  nameEn,
  kind: 'basic',
  governedBy: null,
  households: null,
});
const areas = [
  area('610402', '秦都区', 'Qindu'),
  area('610402005', '渭滨街道', 'Weibin Street'),
  area('610402005004', '芙蓉社区'),
  area('610402005004001', '第一网格'),
  area('610402006', '渭阳西路街道'),
];

test('the tree hangs below the area of the post; a grid is labelled with its community', () => {
  const grid = { value: '610402005004001', title: '第一网格', label: '芙蓉社区 第一网格' };
  const community = { value: '610402005004', title: '芙蓉社区', label: '芙蓉社区', children: [grid] };
  expect(growAreaTree(areas, '610402005', false)).toEqual([
    { value: '610402005', title: '渭滨街道', label: '渭滨街道', children: [community] },
  ]);
});

test('depth leaves the grids out', () => {
  expect(growAreaTree(areas, '610402005004', false, 3)).toEqual([
    { value: '610402005004', title: '芙蓉社区', label: '芙蓉社区' },
  ]);
});

test('names fall back to Chinese', () => {
  expect(nameAreaPath(areas, '610402005004001', true)).toBe('Weibin Street / 芙蓉社区 / 第一网格');
});
