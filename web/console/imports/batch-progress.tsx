import { Progress, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Batch } from './import-types.ts';

/** How far an import is; the numbers always add up to the rows of the file. */
export function BatchProgress({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const looked = batch.total === 0 ? 100 : Math.floor(((batch.total - batch.waiting) / batch.total) * 100);
  const status =
    batch.state === 'running' || batch.state === 'withdrawing'
      ? 'active'
      : batch.state === 'done'
        ? 'success'
        : 'normal';
  return (
    <div>
      <Progress percent={looked} status={status} aria-label={t('import.result')} />
      <div className="case-head-line nums">
        <Tag color="success">{t('import.accepted', { count: batch.accepted })}</Tag>
        {batch.refused > 0 && <Tag color="error">{t('import.refusedCount', { count: batch.refused })}</Tag>}
        {batch.waiting > 0 && <Tag>{t('import.waiting', { count: batch.waiting })}</Tag>}
      </div>
    </div>
  );
}
