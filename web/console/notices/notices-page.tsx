import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Empty, Switch, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import { formatWhen } from '../../kit/time.ts';
import { usePostArea } from '../shared/use-post-area.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import { NoticeForm } from './notice-form.tsx';

type Notice = {
  id: number;
  area: string;
  areaName: string;
  title: string;
  body: string;
  by: string;
  publishedAt: string;
  withdrawn: boolean;
};

/** What residents are told: publish on the left, on the right all notices that hold here, with their withdrawal. */
export function NoticesPage() {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const client = useQueryClient();
  const own = usePostArea();
  const [onlyLive, setOnlyLive] = useState(false);
  const { data } = useQuery({
    queryKey: ['notices', own],
    queryFn: () => api<Notice[]>('GET', '/notices'),
    enabled: own !== '',
  });
  usePageTitle(t('notice.title'));
  const reload = () => client.invalidateQueries({ queryKey: ['notices'] });
  const withdraw = async (notice: Notice) => {
    if (
      !(await modal.confirm({
        title: t('notice.withdraw'),
        content: t('notice.withdrawAsk'),
        okText: t('notice.withdraw'),
        okButtonProps: { danger: true },
        cancelText: t('shell.cancel'),
      }))
    )
      return;
    await api('POST', `/notices/${notice.id}/withdraw`).catch((error: unknown) => message.error(describeError(error)));
    await reload();
  };
  const shown = data?.filter((notice) => !onlyLive || !notice.withdrawn);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('notice.title')}</h1>
        <span className="quiet">{t('notice.lead')}</span>
      </div>
      <div className="notice-columns">
        <NoticeForm onPublished={reload} />
        <section className="panel panel-body" aria-labelledby="notice-list">
          <div className="case-head-line">
            <h2 id="notice-list" className="panel-title">
              {t('notice.list')}
            </h2>
            <span className="frame-space" />
            <Switch size="small" checked={onlyLive} onChange={setOnlyLive} aria-label={t('notice.onlyLive')} />
            <span className="quiet">{t('notice.onlyLive')}</span>
          </div>
          {shown?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('notice.none')} />}
          <ul className="notices">
            {shown?.map((notice) => (
              <li key={notice.id} className={notice.withdrawn ? 'notice notice-withdrawn' : 'notice'}>
                <div className="case-head-line">
                  <h3>{notice.title}</h3>
                  <Tag>{notice.areaName}</Tag>
                  {notice.withdrawn && <Tag color="default">{t('notice.withdrawn')}</Tag>}
                  <span className="frame-space" />
                  {!notice.withdrawn && notice.area.startsWith(own) && (
                    <Button size="small" onClick={() => void withdraw(notice)}>
                      {t('notice.withdraw')}
                    </Button>
                  )}
                </div>
                <p className="notice-body">{notice.body}</p>
                <div className="quiet">{t('notice.by', { by: notice.by, when: formatWhen(notice.publishedAt) })}</div>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}
