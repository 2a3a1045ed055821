import { InboxOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { App, Spin, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import { BatchHistory } from './batch-history.tsx';
import { BatchView } from './batch-view.tsx';
import { uploadBatch } from './use-batches.ts';

const route = getRouteApi('/imports');

/** Import of message files: choose a file, check its columns, watch it run, fetch what was refused. */
export function ImportsPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { batch } = route.useSearch();
  const [busy, setBusy] = useState(false);
  usePageTitle(t('import.title'));
  const open = (id: number | undefined) =>
    void navigate({ to: '/imports', search: id === undefined ? {} : { batch: String(id) } });
  const send = async (file: File) => {
    setBusy(true);
    try {
      const made = await uploadBatch(file);
      client.setQueryData(['imports', made.id], made);
      void client.invalidateQueries({ queryKey: ['imports'], exact: true });
      open(made.id);
    } catch (error) {
      void message.error(describeError(error));
    }
    setBusy(false);
  };
  return (
    <div className="page imports">
      <div className="page-head">
        <h1>{t('import.title')}</h1>
        <span className="quiet">{t('import.lead')}</span>
      </div>
      {batch === undefined ? (
        <Spin spinning={busy} description={t('import.uploading')}>
          <Upload.Dragger
            accept=".xlsx,.csv,.txt"
            showUploadList={false}
            disabled={busy}
            beforeUpload={(file) => {
              void send(file);
              return false;
            }}
          >
            <p className="ant-upload-drag-icon">
              <InboxOutlined aria-hidden />
            </p>
            <p className="ant-upload-text">{t('import.drop')}</p>
            <p className="ant-upload-hint">{t('import.dropHint')}</p>
          </Upload.Dragger>
        </Spin>
      ) : (
        <BatchView key={batch} id={Number(batch)} onLeave={() => open(undefined)} />
      )}
      <BatchHistory onOpen={open} />
    </div>
  );
}
