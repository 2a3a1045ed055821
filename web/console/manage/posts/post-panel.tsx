import { App, Button, Form, Input, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../shared/facts.tsx';
import { useChange } from '../use-change.ts';
import type { PostRow } from './grow-post-tree.ts';
import { HolderSelect } from './holder-select.tsx';
import { Roster } from './roster.tsx';

/** One post: its name, who holds it, when they are on duty. */
export function PostPanel({ post }: { post: PostRow }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const { change, busy } = useChange(['posts', 'accounts']);
  const [name, setName] = useState(post.name);
  const [holders, setHolders] = useState(post.holders);
  const held = (list: PostRow['holders']) => list.map((one) => one.account).join();
  const save = async () => {
    if (name.trim() !== post.name) await change('PATCH', `/posts/${post.id}`, { name: name.trim() });
    if (held(holders) !== held(post.holders))
      await change('PUT', `/posts/${post.id}/holders`, { accounts: holders.map((one) => one.account) });
  };
  const close = () =>
    void modal.confirm({
      title: `${t('posts.close')} · ${post.name}`,
      content: t('posts.closeAsk'),
      okText: t('posts.close'),
      okButtonProps: { danger: true },
      cancelText: t('manage.cancel'),
      onOk: () => change('PATCH', `/posts/${post.id}`, { closed: true }),
    });
  const onDuty = post.holders.filter((one) => post.onDuty.includes(one.account));
  return (
    <div className="manage-side">
      <section className="panel panel-body" aria-labelledby="post-title">
        <div className="manage-tools">
          <h2 id="post-title" className="panel-title">
            {post.name}
          </h2>
          <Tag>{t(`role.${post.role}`)}</Tag>
          <span className="frame-space" />
          <Button danger size="small" onClick={close}>
            {t('posts.close')}
          </Button>
        </div>
        <Facts
          rows={[
            [t('posts.area'), `${post.areaName} (${post.area})`],
            [t('posts.organisation'), post.organisationName],
            [t('posts.onDuty'), onDuty.map((one) => one.name).join('、') || t('posts.nobody')],
          ]}
        />
        <Form layout="vertical" component="div" className="post-form">
          <Form.Item label={t('posts.name')} htmlFor="post-rename">
            <Input id="post-rename" value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
          </Form.Item>
          <Form.Item label={t('posts.holders')} htmlFor="post-holders" extra={t('posts.holdersHint')}>
            <HolderSelect id="post-holders" value={holders} onChange={setHolders} />
          </Form.Item>
          <Button
            type="primary"
            loading={busy}
            disabled={name.trim() === '' || (name.trim() === post.name && held(holders) === held(post.holders))}
            onClick={() => void save()}
          >
            {t('manage.save')}
          </Button>
        </Form>
      </section>
      <Roster post={post} />
    </div>
  );
}
