import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../kit/api.ts';
import { formatWhen } from '../../../kit/time.ts';

type History = {
  shapes: { validFrom: string; validTo: string | null; schematic: boolean; points: number }[];
  changes: { at: string; account: string; name: string | null; data: Record<string, unknown> }[];
};

/** Shapes by date, and who changed what. */
export function AreaHistory({ code }: { code: string }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['area-history', code],
    queryFn: () => api<History>('GET', `/areas/${code}/history`),
  });
  if (!data) return null;
  return (
    <section className="panel panel-body" aria-labelledby="area-history">
      <h2 id="area-history" className="panel-title">
        {t('manage.history')}
      </h2>
      <h3 className="sub-title">{t('areas.shapes')}</h3>
      <ul className="history-list">
        {data.shapes.map((shape) => (
          <li key={shape.validFrom}>
            <span className="nums">{t('manage.from', { when: formatWhen(shape.validFrom) })}</span>
            <span>
              {shape.validTo ? (
                t('manage.to', { when: formatWhen(shape.validTo) })
              ) : (
                <Tag color="blue">{t('manage.now')}</Tag>
              )}{' '}
              {t('areas.shape', { points: shape.points })}
              {shape.schematic && ` · ${t('areas.schematic')}`}
            </span>
          </li>
        ))}
        {data.shapes.length === 0 && <li className="quiet">{t('areas.noHistory')}</li>}
      </ul>
      <h3 className="sub-title">{t('areas.changes')}</h3>
      <ul className="history-list">
        {data.changes.map((change) => (
          <li key={`${change.at}${change.account}`}>
            <span className="nums">{formatWhen(change.at)}</span>
            <span>
              {change.name ?? change.account} · {t(`areas.what.${String(change.data.what)}`)}{' '}
              <span className="quiet">{describe(change.data)}</span>
            </span>
          </li>
        ))}
        {data.changes.length === 0 && <li className="quiet">{t('areas.noHistory')}</li>}
      </ul>
    </section>
  );
}

/** The values of a change as they were sent; there are never many. */
function describe({ what: _, ...values }: Record<string, unknown>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}: ${String(value)}`)
    .join(' · ');
}
