import { useMe } from '../../kit/session.ts';

/** The area of the post one acts as: where trees begin and maps open. The empty text until it is known. */
export function usePostArea(): string {
  const { data: me } = useMe();
  return me?.posts.find((post) => post.id === me.post)?.area ?? '';
}
