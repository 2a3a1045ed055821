import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../kit/text.ts';
import { formatWhen } from '../../../kit/time.ts';
import type { BatchState } from './batch-types.ts';
import { useRecordBatches } from './use-record-batches.ts';

export const batchColours: Record<BatchState, string> = {
  staged: 'default',
  checking: 'processing',
  loading: 'processing',
  done: 'success',
  failed: 'error',
  cancelled: 'warning',
};

/** Files sent so far and what became of them. */
export function BatchHistory({ source, onOpen }: { source?: string; onOpen: (id: number) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { data } = useRecordBatches(source);
  const number = (value: number) => (value === 0 ? '–' : value.toLocaleString());
  return (
    <section className="panel panel-body batch-history" aria-labelledby="batch-history">
      <h2 id="batch-history" className="panel-title">
        {t('batches.history')}
      </h2>
      {data?.length === 0 && <p className="quiet">{t('batches.none')}</p>}
      {data !== undefined && data.length > 0 && (
        <div className="scroll-x">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('batches.file')}</th>
                {source === undefined && <th scope="col">{t('batches.source')}</th>}
                <th scope="col">{t('batches.state')}</th>
                <th scope="col">{t('batches.rowsIn')}</th>
                <th scope="col">{t('batches.inserted')}</th>
                <th scope="col">{t('batches.updated')}</th>
                <th scope="col">{t('batches.unchanged')}</th>
                <th scope="col">{t('batches.quarantined')}</th>
                <th scope="col">{t('batches.vanished')}</th>
                <th scope="col">{t('batches.time')}</th>
              </tr>
            </thead>
            <tbody>
              {data.map((batch) => (
                <tr key={batch.id}>
                  <th scope="row">
                    <Button type="link" size="small" onClick={() => onOpen(batch.id)}>
                      {batch.name}
                    </Button>
                  </th>
                  {source === undefined && <td>{text(batch.sourceName)}</td>}
                  <td>
                    <Tag color={batchColours[batch.state]}>{t(`batches.state.${batch.state}`)}</Tag>
                  </td>
                  <td className="nums">{number(batch.rowsIn)}</td>
                  <td className="nums">{number(batch.inserted)}</td>
                  <td className="nums">{number(batch.updated)}</td>
                  <td className="nums">{number(batch.unchanged)}</td>
                  <td className={batch.quarantined > 0 ? 'nums late' : 'nums'}>{number(batch.quarantined)}</td>
                  <td className="nums">{number(batch.vanished)}</td>
                  <td className="nums">{formatWhen(batch.createdAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
