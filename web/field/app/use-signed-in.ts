import { useEffect } from 'react';
import { chosenPost } from '../../kit/api.ts';
import { type Me, type MyPost, useMe } from '../../kit/session.ts';

const KEY = 'gewu-field-me';

/** The last person known to be signed in here, so that the app opens without network. */
export function rememberedMe(): Me | undefined {
  const kept = localStorage.getItem(KEY);
  return kept === null ? undefined : (JSON.parse(kept) as Me);
}

/** Forgets the person on this phone; what waits in the outbox stays theirs. */
export function forgetMe(): void {
  localStorage.removeItem(KEY);
}

export type SignedIn = { me: Me; post: MyPost | null; needsPost: boolean };

/** Who is signed in and at which post: null when nobody is, undefined while it is not known. */
export function useSignedIn(): SignedIn | null | undefined {
  const { data: me, isError } = useMe();
  useEffect(() => {
    if (me) localStorage.setItem(KEY, JSON.stringify(me));
  }, [me]);
  if (!me) return isError || me === null ? null : undefined;
  const chosen = me.posts.find((post) => String(post.id) === chosenPost());
  const post = chosen ?? me.posts[0] ?? null;
  return { me, post, needsPost: !chosen && me.posts.length > 1 };
}
