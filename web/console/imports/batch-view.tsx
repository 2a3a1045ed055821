import { Alert, App, Button, Flex, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { useText } from '../../kit/text.ts';
import { BatchProgress } from './batch-progress.tsx';
import { ColumnMapping } from './column-mapping.tsx';
import { RefusedRows } from './refused-rows.tsx';
import { useBatch, useBatchAct } from './use-batches.ts';

/** One import in whatever state it is: columns to check, bar, what was refused, and what can be done about it. */
export function BatchView({ id, onLeave }: { id: number; onLeave: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { modal, message } = App.useApp();
  const { data: batch, error } = useBatch(id);
  const act = useBatchAct(id);
  const run = (name: 'run' | 'cancel' | 'withdraw', body?: unknown) =>
    act.mutateAsync({ act: name, body }).catch((problem: unknown) => void message.error(describeError(problem)));
  if (error !== null && batch === undefined)
    return (
      <Alert
        type="error"
        title={describeError(error)}
        action={<Button onClick={onLeave}>{t('import.another')}</Button>}
      />
    );
  if (batch === undefined) return <Skeleton active />;
  const begun = batch.accepted + batch.refused > 0;
  const stopped = batch.state === 'failed' || batch.state === 'cancelled';
  const withdraw = async () => {
    if (
      await modal.confirm({
        title: t('import.withdraw'),
        content: t('import.withdrawAsk'),
        okText: t('import.withdraw'),
        okButtonProps: { danger: true },
        cancelText: t('shell.cancel'),
      })
    )
      void run('withdraw');
  };
  return (
    <section className="panel panel-body" aria-labelledby="batch-name">
      <div className="case-head-line">
        <h2 id="batch-name" className="panel-title">
          {batch.name}
        </h2>
        <span className="quiet">{`${t('import.total', { count: batch.total })} · ${batch.areaName} · ${t(`import.state.${batch.state}`)}`}</span>
        <span className="frame-space" />
        <Button onClick={onLeave}>{t('import.another')}</Button>
      </div>
      {batch.sameAs !== null && batch.state === 'uploaded' && (
        <Alert type="warning" showIcon title={t('import.sameAs', { id: batch.sameAs })} />
      )}
      {batch.message !== null && <Alert type="error" showIcon title={text(batch.message)} />}
      {batch.state === 'uploaded' && (
        <ColumnMapping batch={batch} busy={act.isPending} onRun={(mapping, crs) => void run('run', { mapping, crs })} />
      )}
      {batch.state !== 'uploaded' && <BatchProgress batch={batch} />}
      <Flex gap={8} className="batch-acts">
        {batch.state === 'running' && <Button onClick={() => void run('cancel')}>{t('import.cancel')}</Button>}
        {stopped && (
          <Button type="primary" onClick={() => void run('run', { mapping: batch.mapping, crs: batch.crs })}>
            {t('import.goOn')}
          </Button>
        )}
        {(stopped || batch.state === 'done') && begun && batch.kind === 'messages' && (
          <Button danger onClick={() => void withdraw()}>
            {t('import.withdraw')}
          </Button>
        )}
      </Flex>
      {batch.refused > 0 && <RefusedRows batch={batch} />}
    </section>
  );
}
