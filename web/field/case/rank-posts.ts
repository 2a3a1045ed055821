import type { PostRow } from '../queries/use-catalogue.ts';

const SHOWN = 12;

/**
 * Posts to offer: those that match the word, nearest first. Near means standing over the place (the community before
 * the street before the district), then departments and everybody else. One's own post is never offered.
 */
export function rankPosts(posts: readonly PostRow[], area: string, word: string, own: number | undefined): PostRow[] {
  const wanted = word.trim().toLowerCase();
  const matches = (post: PostRow) =>
    !wanted ||
    [post.name, post.areaName, post.organisationName, ...post.holders.map((one) => one.name)]
      .join(' ')
      .toLowerCase()
      .includes(wanted);
  const near = (post: PostRow) => (area.startsWith(post.area) ? post.area.length : 0);
  return posts
    .filter((post) => post.id !== own && matches(post))
    .sort((a, b) => near(b) - near(a) || a.id - b.id)
    .slice(0, SHOWN);
}
