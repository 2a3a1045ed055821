import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { type Text, useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import { addTexts } from './add-texts.ts';
import { NewKey } from './keys/new-key.tsx';
import './manage.css';
import { manageTexts } from './manage-texts.ts';
import { useChange } from './use-change.ts';

addTexts(manageTexts);

type Key = {
  id: string;
  name: string;
  area: string;
  areaName: string;
  acts: string[];
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  lastUsedAt: string | null;
};

/** Keys of other systems: make, see, revoke. */
export function KeysPage() {
  const { t } = useTranslation();
  const text = useText();
  const { modal } = App.useApp();
  const { change } = useChange(['keys']);
  const [making, setMaking] = useState(false);
  const { data, isLoading } = useQuery({
    queryKey: ['keys'],
    queryFn: () => api<{ keys: Key[]; grantable: { key: string; name: Text }[] }>('GET', '/keys'),
  });
  usePageTitle(t('keys2.title'));
  const nameOf = (act: string) => text(data?.grantable.find((one) => one.key === act)?.name) || act;
  const revoke = (key: Key) =>
    void modal.confirm({
      title: `${t('keys2.revoke')} · ${key.name}`,
      content: t('keys2.revokeAsk'),
      okText: t('keys2.revoke'),
      okButtonProps: { danger: true },
      cancelText: t('manage.cancel'),
      onOk: () => change('POST', `/keys/${key.id}/revoke`),
    });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('keys2.title')}</h1>
        <span className="quiet">{t('keys2.lead')}</span>
        <span className="frame-space" />
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setMaking(true)}>
          {t('keys2.new')}
        </Button>
      </div>
      <div className="panel">
        <Table<Key>
          rowKey="id"
          loading={isLoading}
          dataSource={data?.keys ?? []}
          pagination={false}
          locale={{ emptyText: t('keys2.none') }}
          columns={[
            {
              title: t('keys2.name'),
              dataIndex: 'name',
              render: (name: string, key) => <KeyName name={name} id={key.id} />,
            },
            { title: t('keys2.area'), dataIndex: 'areaName', width: 150 },
            {
              title: t('keys2.acts'),
              dataIndex: 'acts',
              render: (acts: string[]) => acts.map((act) => <Tag key={act}>{nameOf(act)}</Tag>),
            },
            { title: t('keys2.created'), dataIndex: 'createdAt', width: 140, render: (at: string) => formatWhen(at) },
            {
              title: t('keys2.used'),
              dataIndex: 'lastUsedAt',
              width: 130,
              render: (at: string | null) => formatWhen(at) || t('keys2.neverUsed'),
            },
            { title: t('keys2.state'), width: 180, render: (_, key) => <KeyState item={key} /> },
            {
              title: t('manage.actions'),
              width: 90,
              render: (_, key) =>
                key.revokedAt === null && (
                  <Button
                    size="small"
                    danger
                    onClick={() => revoke(key)}
                    aria-label={`${t('keys2.revoke')} · ${key.name}`}
                  >
                    {t('keys2.revoke')}
                  </Button>
                ),
            },
          ]}
        />
      </div>
      {making && <NewKey grantable={data?.grantable ?? []} onClose={() => setMaking(false)} />}
    </div>
  );
}

function KeyName({ name, id }: { name: string; id: string }) {
  return (
    <span className="option-two">
      <b>{name}</b>
      <small>{id}</small>
    </span>
  );
}

function KeyState({ item }: { item: Key }) {
  const { t } = useTranslation();
  if (item.revokedAt) return <Tag>{`${t('keys2.revoked')} · ${formatWhen(item.revokedAt)}`}</Tag>;
  if (item.expiresAt && new Date(item.expiresAt) < new Date()) return <Tag>{t('keys2.expired')}</Tag>;
  return (
    <span className="option-two">
      <span>{t('keys2.active')}</span>
      <small>{item.expiresAt ? t('manage.to', { when: formatWhen(item.expiresAt) }) : t('keys2.never')}</small>
    </span>
  );
}
