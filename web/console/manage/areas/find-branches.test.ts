import { expect, test } from 'vitest';
import type { Area } from '../../shared/area-tree.ts';
import { findAreas } from './find-branches.ts';

const areas = [
  { code: '610402', name: '秦都区' },
  { code: '610402005', name: '陈杨寨街道' },
  { code: '610402005017', name: '华府御园社区' },
  { code: '610402006', name: '古渡街道', nameEn: 'Gudu' },
] as Area[];

test('what is found comes with the way that leads to it', () => {
  expect([...findAreas(areas, '华府')].sort()).toEqual(['610402', '610402005', '610402005017']);
  expect(findAreas(areas, 'gudu').has('610402006')).toBe(true);
  expect(findAreas(areas, '没有').size).toBe(0);
});
