import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { choosePost, type Me } from '../../kit/session.ts';

/** The post one acts as; with several, a switch. Another post sees other cases, so the desk starts anew. */
export function PostSwitch({ me }: { me: Me }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const router = useRouter();
  const post = me.posts.find((one) => one.id === me.post);
  if (me.posts.length < 2) {
    return (
      <span className="post-one">
        <span className="quiet">{t('shell.postAs')}</span> {post?.name ?? t('shell.noPost')}
      </span>
    );
  }
  const change = async (id: number) => {
    await router.navigate({ to: '/desk', search: {} });
    await choosePost(id, client);
  };
  return (
    <span className="post-one">
      <span className="quiet">{t('shell.postAs')}</span>
      <Select
        aria-label={t('shell.postAs')}
        value={me.post}
        onChange={(id: number | null) => id !== null && void change(id)}
        options={me.posts.map((one) => ({ value: one.id, label: one.name }))}
        popupMatchSelectWidth={false}
        className="post-select"
      />
    </span>
  );
}
