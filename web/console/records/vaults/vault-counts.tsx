import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../kit/api.ts';
import { nameNearArea } from '../../shared/area-tree.ts';
import { useAreas } from '../../shared/use-areas.ts';
import type { Counts } from './vault-types.ts';

/** People by street, once a day, small figures hidden. */
export function VaultCounts({ code }: { code: string }) {
  const { t, i18n } = useTranslation();
  const areas = useAreas();
  const { data } = useQuery({
    queryKey: ['vaults', code, 'counts'],
    queryFn: () => api<Counts>('GET', `/records/vaults/${code}/counts`),
  });
  const shown = (n: number | null) => n ?? <span className="quiet">{t('vaults.hidden')}</span>;
  return (
    <section className="panel panel-body" aria-labelledby={`counts-${code}`}>
      <h3 id={`counts-${code}`} className="panel-title">
        {t('vaults.counts')}
      </h3>
      <p className="quiet">{t('vaults.countsHint')}</p>
      {data && (
        <table className="plain-table nums">
          <tbody>
            {data.cells.map(({ area, name, n }) => (
              <tr key={area}>
                <th scope="row">{nameNearArea(areas, area, i18n.language === 'en') || name}</th>
                <td>{shown(n)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">
                {t('vaults.total')} · {data.day}
              </th>
              <td>{shown(data.total)}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </section>
  );
}
