import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatWhen } from '../../kit/time.ts';
import type { ImportState } from './import-types.ts';
import { useBatches } from './use-batches.ts';

const colours: Record<ImportState, string> = {
  uploaded: 'default',
  running: 'processing',
  done: 'success',
  failed: 'error',
  cancelled: 'warning',
  withdrawing: 'processing',
  withdrawn: 'default',
};

/** Every import of the area, so that anybody at the desk can go on with or take back what a colleague began. */
export function BatchHistory({ onOpen }: { onOpen: (id: number) => void }) {
  const { t } = useTranslation();
  const { data } = useBatches();
  return (
    <section className="panel panel-body batch-history" aria-labelledby="import-history">
      <h2 id="import-history" className="panel-title">
        {t('import.history')}
      </h2>
      {data?.length === 0 && <p className="quiet">{t('import.noHistory')}</p>}
      {data !== undefined && data.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('import.file')}</th>
              <th scope="col">{t('import.state')}</th>
              <th scope="col">{t('import.result')}</th>
              <th scope="col">{t('import.area')}</th>
              <th scope="col">{t('import.time')}</th>
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
                <td>
                  <Tag color={colours[batch.state]}>{t(`import.state.${batch.state}`)}</Tag>
                </td>
                <td className="nums">{`${t('import.accepted', { count: batch.accepted })} · ${t('import.refusedCount', { count: batch.refused })} · ${t('import.total', { count: batch.total })}`}</td>
                <td>{batch.areaName}</td>
                <td className="nums">{formatWhen(batch.createdAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
