import { ArrowLeftOutlined } from '@ant-design/icons';
import { Alert, App, Button, Progress, Skeleton, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../../kit/describe-error.ts';
import { useText } from '../../../kit/text.ts';
import { formatWhen } from '../../../kit/time.ts';
import { batchColours } from './batch-history.tsx';
import { BatchSum } from './batch-sum.tsx';
import { isBusy } from './batch-types.ts';
import { Quarantine } from './quarantine.tsx';
import { UploadFile } from './upload-file.tsx';
import { useCancelBatch, useRecordBatch } from './use-record-batches.ts';

type Props = { id: number; onLeave: () => void; onBatch: (id: number) => void };

/** One file of a source on its way: how far it is, where its rows went, and what is to be mended. */
export function BatchView({ id, onLeave, onBatch }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { modal, message } = App.useApp();
  const { data: batch, error } = useRecordBatch(id);
  const cancel = useCancelBatch(id);
  if (batch === undefined)
    return error === null ? (
      <Skeleton active />
    ) : (
      <Alert
        type="error"
        title={describeError(error)}
        action={<Button onClick={onLeave}>{t('batches.back')}</Button>}
      />
    );
  const stop = () =>
    void modal.confirm({
      title: t('batches.cancel'),
      content: t('batches.cancelAsk'),
      okText: t('batches.cancel'),
      okButtonProps: { danger: true },
      cancelText: t('shell.cancel'),
      onOk: () => cancel.mutateAsync().catch((problem: unknown) => void message.error(describeError(problem))),
    });
  const percent =
    batch.state === 'done' ? 100 : batch.rowsIn === 0 ? 0 : Math.floor((batch.doneRows / batch.rowsIn) * 100);
  const bar = isBusy(batch) ? 'active' : batch.state === 'done' ? 'success' : 'exception';
  return (
    <>
      <section className="panel panel-body" aria-labelledby="record-batch-name">
        <div className="case-head-line">
          <Button icon={<ArrowLeftOutlined aria-hidden />} aria-label={t('batches.back')} onClick={onLeave} />
          <h2 id="record-batch-name" className="source-title">
            {batch.name}
          </h2>
          <Tag color={batchColours[batch.state]}>{t(`batches.state.${batch.state}`)}</Tag>
          <span className="quiet">{`${text(batch.sourceName)} · ${sayBytes(batch.bytes)} · ${formatWhen(batch.createdAt)}${batch.partial ? ` · ${t('batches.isPartial')}` : ''}`}</span>
          <span className="frame-space" />
          {isBusy(batch) && (
            <Button danger onClick={stop}>
              {t('batches.cancel')}
            </Button>
          )}
        </div>
        {batch.sameAs !== null && <Alert type="info" showIcon title={t('batches.sameAs', { id: batch.sameAs })} />}
        {batch.message !== null && <Alert type="error" showIcon title={text(batch.message)} />}
        {batch.state !== 'failed' && (
          <>
            <Progress className="batch-bar" percent={percent} status={bar} aria-label={t('batches.progress')} />
            <BatchSum batch={batch} />
          </>
        )}
      </section>
      {batch.quarantined > 0 && <Quarantine batch={batch} />}
      {!isBusy(batch) && (batch.quarantined > 0 || batch.state === 'failed') && (
        <UploadFile source={batch.source} onSent={onBatch} mended={batch.state !== 'failed'} />
      )}
    </>
  );
}

/** 812 KB, 23.4 MB. */
function sayBytes(bytes: number): string {
  return bytes < 2 ** 20 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
