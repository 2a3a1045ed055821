import { expect, test } from 'vitest';
import { groupTargets, matchesTarget, type TargetPost } from './group-targets.ts';

const post = (id: number, area: string, role: string, holders = 1): TargetPost => ({
  id,
  area,
  areaName: `区域${area}`,
  role,
  organisation: id,
  organisationName: role.startsWith('department') ? '城市管理局' : '渭滨街道办',
  name: `岗位${id}`,
  holders: holders > 0 ? [{ account: 'a', name: 'Wang' }] : [],
  onDuty: [],
});

test('the nearest post over the place comes first, departments next, strangers last', () => {
  const groups = groupTargets(
    [
      post(1, '610402', 'district_desk'),
      post(2, '610402005004001', 'grid_worker'),
      post(3, '610402006', 'street_desk'),
      post(4, '610402', 'department_desk'),
      post(5, '610402005', 'street_desk'),
      post(6, '610402', 'auditor'),
    ],
    '610402005004001',
    undefined,
  );
  expect(groups.map(({ group, posts }) => [group, posts.map(({ id }) => id)])).toEqual([
    ['near', [2, 5, 1]],
    ['departments', [4]],
    ['elsewhere', [3]],
  ]);
});

test('a vacant post stands behind those with people', () => {
  const [near] = groupTargets(
    [post(1, '610402005004001', 'grid_worker', 0), post(2, '610402005', 'street_desk')],
    '610402005004001',
    undefined,
  );
  expect(near?.posts.map(({ id }) => id)).toEqual([2, 1]);
});

test('colleagues come first and one is no target oneself', () => {
  const groups = groupTargets(
    [post(4, '610402', 'department_desk'), { ...post(7, '610402', 'department_worker'), organisation: 4 }],
    '610402005',
    {
      post: 4,
      organisation: 4,
    },
  );
  expect(groups.map(({ group, posts }) => [group, posts.map(({ id }) => id)])).toEqual([['own', [7]]]);
});

test('the desk of the department that leads the matter stands before all', () => {
  const posts = [
    post(5, '610402005', 'street_desk'),
    post(4, '610402', 'department_desk'),
    post(8, '610402', 'department_desk'),
  ];
  const groups = groupTargets(posts, '610402005', undefined, 8);
  expect(groups.map(({ group, posts: some }) => [group, some.map(({ id }) => id)])).toEqual([
    ['lead', [8]],
    ['near', [5]],
    ['departments', [4]],
  ]);
});

test('every word of the query must occur somewhere in the names', () => {
  expect(matchesTarget(post(4, '610402', 'department_desk'), '城市 wang')).toBe(true);
  expect(matchesTarget(post(4, '610402', 'department_desk'), '水利')).toBe(false);
});
