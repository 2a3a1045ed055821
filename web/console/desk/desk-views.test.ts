import { expect, test } from 'vitest';
import { homeView, viewsFor } from './desk-views.ts';

const holder = (role: string, permissions: string[]) => ({ post: 1, posts: [{ id: 1, role }], permissions });

test('a manager, who neither acts nor reports, has the area alone', () => {
  expect(viewsFor(['case.read'])).toEqual(['area']);
  expect(homeView(holder('manager', ['case.read']))).toBe('area');
});

test('a leader may act but opens with the area', () => {
  expect(viewsFor(['case.read', 'case.act'])).toEqual(['mine', 'assist', 'area']);
  expect(homeView(holder('leader', ['case.act']))).toBe('area');
});

test('a desk opens with its own work', () => {
  expect(viewsFor(['case.act', 'case.report'])).toEqual(['mine', 'assist', 'area', 'reported']);
  expect(homeView(holder('street_desk', ['case.act', 'case.report']))).toBe('mine');
});
