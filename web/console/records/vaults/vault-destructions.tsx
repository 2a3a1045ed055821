import { useQuery } from '@tanstack/react-query';
import { App, Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../kit/api.ts';
import { formatWhen } from '../../../kit/time.ts';
import { useChange } from '../../manage/use-change.ts';
import { saveCertificate } from './save-certificate.ts';
import type { Destruction, Vault } from './vault-types.ts';

const colours = { waiting: 'warning', destroying: 'processing', destroyed: 'default' } as const;

/** Destructions of a register: what waits for two people, what was carried out, with its certificate. */
export function VaultDestructions({ vault: { code } }: { vault: Vault }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const { change } = useChange(['vaults']);
  const { data } = useQuery({
    queryKey: ['vaults', code, 'destructions'],
    queryFn: () => api<Destruction[]>('GET', `/records/vaults/${code}/destructions`),
  });
  const approve = (one: Destruction) =>
    void modal.confirm({
      title: t('vaults.approve'),
      content: t('vaults.approveAsk', { count: one.subjects }),
      okText: t('vaults.approve'),
      okButtonProps: { danger: true },
      cancelText: t('manage.cancel'),
      onOk: () => change('POST', `/records/vaults/${code}/destructions/${one.id}/approve`),
    });
  return (
    <section className="panel panel-body" aria-labelledby={`destructions-${code}`}>
      <h3 id={`destructions-${code}`} className="panel-title">
        {t('vaults.destructions')}
      </h3>
      <p className="quiet">{t('vaults.destructionsHint')}</p>
      {data?.length === 0 && <p className="quiet">{t('vaults.destructionsNone')}</p>}
      <ul className="vault-list">
        {data?.map((one) => (
          <li key={one.id}>
            <div className="vault-words">
              <span>
                <b className="nums">{t('vaults.records', { count: one.subjects })}</b>
                {' · '}
                {t(`vaults.rule.${one.rule}`)}
                {' · '}
                {one.reason}
              </span>
              <span className="quiet nums">
                {formatWhen(one.askedAt)}
                {one.approvals.map(({ postName, at }) => ` · ${postName} ${formatWhen(at)}`)}
              </span>
              {one.hash && (
                <span className="quiet vault-hash">
                  {t('vaults.hash')}: {one.hash}
                </span>
              )}
            </div>
            <span className="vault-acts">
              <Tag color={colours[one.state]}>
                {t(`vaults.state.${one.state}`)}
                {one.state === 'waiting' && ` · ${t('vaults.approvals', { count: one.approvals.length })}`}
              </Tag>
              {one.mayApprove && (
                <Button size="small" danger onClick={() => approve(one)}>
                  {t('vaults.approve')}
                </Button>
              )}
              {one.certificate && (
                <Button size="small" onClick={() => saveCertificate(`${code}-${one.id}`, one)}>
                  {t('vaults.certificate')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
