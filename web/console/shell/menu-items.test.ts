import { expect, test } from 'vitest';
import { manageEntries, mayOpen, openEntries, workEntries } from './menu-items.ts';

test('a post sees what its permissions open', () => {
  const paths = openEntries([...workEntries, ...manageEntries], ['hotline.enter', 'notice.publish']).map(
    (entry) => entry.path,
  );
  expect(paths).toEqual(['/desk', '/hotline', '/notices']);
});

test('a manager sees the manager’s pages', () => {
  const paths = openEntries(manageEntries, ['area.edit', 'post.edit', 'catalogue.edit', 'key.edit']).map(
    (entry) => entry.path,
  );
  expect(paths).toEqual(['/manage/areas', '/manage/posts', '/manage/catalogue', '/manage/limits', '/manage/keys']);
});

test('an address typed by hand opens no more than the menu does', () => {
  expect(mayOpen('/manage/keys', ['hotline.enter'])).toBe(false);
  expect(mayOpen('/manage/keys', ['key.edit'])).toBe(true);
  expect(mayOpen('/hotline/', ['hotline.enter'])).toBe(true);
  expect(mayOpen('/cases/2026112400000001', [])).toBe(true);
});
