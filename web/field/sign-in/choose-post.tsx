import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { POST_KEY } from '../../kit/api.ts';
import { ME, type MyPost } from '../../kit/session.ts';

/** Asks a person with several posts at which one they work today. */
export function ChoosePost({ posts, onChosen }: { posts: readonly MyPost[]; onChosen?(): void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const choose = (post: MyPost) => {
    localStorage.setItem(POST_KEY, String(post.id));
    // Unlike a reset, this keeps what is known about the person when there is no network to ask again.
    client.setQueryData(ME, (me: object | null | undefined) => me && { ...me, post: post.id });
    void client.invalidateQueries();
    onChosen?.();
  };
  return (
    <div className="f-app f-sign">
      <h1>{t('field.signIn.choosePost')}</h1>
      {posts.map((post) => (
        <button key={post.id} type="button" className="f-btn plain" onClick={() => choose(post)}>
          {post.name} · {post.areaName}
        </button>
      ))}
    </div>
  );
}
