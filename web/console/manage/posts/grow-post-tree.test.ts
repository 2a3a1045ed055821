import { expect, test } from 'vitest';
import type { Area } from '../../shared/area-tree.ts';
import { growPostTree, type PostRow } from './grow-post-tree.ts';

const area = (code: string, name: string) =>
  ({ code, name, nameEn: null, parent: code.length === 6 ? null : code.slice(0, -3) }) as Area;
const post = (id: number, code: string, name: string, holder: string, kind = 'street') =>
  ({
    id,
    area: code,
    areaName: '',
    name,
    organisation: id,
    organisationName: kind === 'department' ? '水利局' : '',
    organisationKind: kind,
    holders: [{ account: 'a', name: holder }],
  }) as PostRow;
const areas = [area('610402', '秦都区'), area('610402001', '甲街道'), area('610402002', '乙街道')];
const posts = [
  post(1, '610402', '区受理岗', '王一', 'district'),
  post(2, '610402001', '街道受理岗', '李二'),
  post(3, '610402', '水利受理岗', '张三', 'department'),
];

test('posts hang below their area, departments stand beside, empty areas are left out', () => {
  const [district, water, ...rest] = growPostTree(areas, posts, '', false);
  expect(rest).toEqual([]);
  expect(district?.children?.map((node) => node.title)).toEqual(['区受理岗', '甲街道']);
  expect(water?.title).toBe('水利局');
});

test('a search keeps the branches that lead to what it finds', () => {
  const tree = growPostTree(areas, posts, '李二', false);
  expect(tree).toHaveLength(1);
  expect(tree[0]?.children?.[0]?.children?.[0]?.post?.id).toBe(2);
});
