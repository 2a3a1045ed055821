import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../kit/api.ts';
import type { Use } from './vault-types.ts';

/** How often a register was used, by day and post: enough to see misuse, nothing of whom it was about. */
export function VaultUses({ code }: { code: string }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['vaults', code, 'uses'],
    queryFn: () => api<Use[]>('GET', `/records/vaults/${code}/uses`),
  });
  return (
    <section className="panel panel-body" aria-labelledby={`uses-${code}`}>
      <h3 id={`uses-${code}`} className="panel-title">
        {t('vaults.uses')}
      </h3>
      {data?.length === 0 && <p className="quiet">{t('vaults.usesNone')}</p>}
      {data !== undefined && data.length > 0 && (
        <div className="scroll-x">
          <table className="plain-table nums">
            <thead>
              <tr>
                {['day', 'post', 'act', 'times', 'cases'].map((key) => (
                  <th key={key} scope="col">
                    {t(`vaults.${key}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.map((use) => (
                <tr key={`${use.day}-${use.post}-${use.act}`}>
                  <td>{use.day}</td>
                  <th scope="row">{use.postName}</th>
                  <td>{t(`vaults.act.${use.act}`)}</td>
                  <td>{use.n}</td>
                  <td>{use.cases}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
