import { expect, test } from 'vitest';
import { manageEntries, openEntries, workEntries } from './menu-items.ts';

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
