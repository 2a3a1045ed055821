import { expect, test } from 'vitest';
import type { PostRow } from '../queries/use-catalogue.ts';
import { rankPosts } from './rank-posts.ts';

const post = (id: number, area: string, name: string, holder = ''): PostRow => ({
  id,
  area,
  areaName: '',
  role: '',
  organisationName: '',
  name,
  holders: [{ name: holder }],
});
const posts = [
  post(1, '610402', '城管局'),
  post(2, '610402005', '街道'),
  post(3, '610402005004', '社区值班', '赵敏'),
  post(4, '610402006', '邻街道'),
];
const ids = (word: string, own?: number) => rankPosts(posts, '610402005004001', word, own).map((one) => one.id);

test("those over the place come first, nearest first; one's own post is not offered", () => {
  expect(ids('')).toEqual([3, 2, 1, 4]);
  expect(ids('', 2)).toEqual([3, 1, 4]);
});

test('a word finds posts and the people at them', () => {
  expect(ids('街道')).toEqual([2, 4]);
  expect(ids('赵敏')).toEqual([3]);
  expect(ids('水利')).toEqual([]);
});
