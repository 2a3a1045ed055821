import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Input, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../../shared/use-delayed.ts';
import { useChange } from '../use-change.ts';
import { NewPerson } from './new-person.tsx';
import { type Account, useAccounts } from './use-accounts.ts';

/** Staff and the posts they hold; makes and closes accounts. */
export function People() {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const { change } = useChange(['accounts', 'posts']);
  const [find, setFind] = useState('');
  const [making, setMaking] = useState(false);
  const { accounts, loading } = useAccounts(useDelayed(find, 250));
  const close = (person: Account) =>
    void modal.confirm({
      title: `${t('posts.closePerson')} · ${person.name}`,
      content: t('posts.closePersonAsk'),
      okText: t('posts.closePerson'),
      okButtonProps: { danger: true },
      cancelText: t('manage.cancel'),
      onOk: () => change('PATCH', `/accounts/${person.account}`, { closed: true }),
    });
  return (
    <section className="panel" aria-label={t('posts.tabPeople')}>
      <div className="manage-filters">
        <Input.Search
          className="catalogue-find"
          allowClear
          aria-label={t('posts.findPerson')}
          placeholder={t('posts.findPerson')}
          value={find}
          onChange={(event) => setFind(event.target.value)}
        />
        {accounts.length >= 100 && <span className="quiet">{t('posts.limited')}</span>}
        <span className="frame-space" />
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setMaking(true)}>
          {t('posts.newPerson')}
        </Button>
      </div>
      <Table<Account>
        size="small"
        rowKey="account"
        loading={loading}
        dataSource={accounts}
        pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
        columns={[
          {
            title: t('posts.personName'),
            dataIndex: 'name',
            width: 160,
            render: (name: string, one) => <span className={one.closed ? 'off' : ''}>{name}</span>,
          },
          {
            title: t('posts.held'),
            dataIndex: 'posts',
            render: (posts: Account['posts']) =>
              posts.map((post) => <Tag key={post.id}>{`${post.areaName} · ${post.name}`}</Tag>),
          },
          {
            title: t('manage.actions'),
            width: 180,
            render: (_, one) =>
              one.closed ? (
                <>
                  <Tag>{t('posts.closed')}</Tag>
                  <Button
                    size="small"
                    onClick={() => void change('PATCH', `/accounts/${one.account}`, { closed: false })}
                  >
                    {t('posts.reopenPerson')}
                  </Button>
                </>
              ) : (
                <Button
                  size="small"
                  danger
                  aria-label={`${t('posts.closePerson')} · ${one.name}`}
                  onClick={() => close(one)}
                >
                  {t('posts.closePerson')}
                </Button>
              ),
          },
        ]}
      />
      {making && <NewPerson onClose={() => setMaking(false)} />}
    </section>
  );
}
