import { InboxOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Checkbox, Spin, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../../kit/describe-error.ts';
import { sendFile } from './use-record-batches.ts';

type Props = { source: string; onSent: (batch: number) => void; mended?: boolean };

/** A place to drop a file of the source; a mended one is never the whole source. */
export function UploadFile({ source, onSent, mended = false }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [partial, setPartial] = useState(mended);
  const [busy, setBusy] = useState(false);
  const send = async (file: File) => {
    setBusy(true);
    try {
      const batch = await sendFile(source, file, partial);
      void client.invalidateQueries({ queryKey: ['record-batches'] });
      onSent(batch.id);
    } catch (error) {
      void message.error(describeError(error));
    }
    setBusy(false);
  };
  return (
    <section className="panel panel-body" aria-labelledby="upload-title">
      <h2 id="upload-title" className="panel-title">
        {t(mended ? 'batches.sendMended' : 'batches.send')}
      </h2>
      <Spin spinning={busy} description={t('batches.sending')}>
        <Upload.Dragger
          accept=".csv,.txt,.xlsx,.parquet,.json,.ndjson"
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
          <p className="ant-upload-text">{t('batches.drop')}</p>
          <p className="ant-upload-hint">{t('batches.dropHint')}</p>
        </Upload.Dragger>
      </Spin>
      <div className="upload-options">
        <Checkbox checked={partial} disabled={mended} onChange={(event) => setPartial(event.target.checked)}>
          {t('batches.partial')}
        </Checkbox>
        <span className="quiet">{t(partial ? 'batches.partialHint' : 'batches.wholeHint')}</span>
      </div>
    </section>
  );
}
