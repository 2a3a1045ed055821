import { useQuery } from '@tanstack/react-query';
import { Alert, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../kit/api.ts';
import { describeError } from '../../../kit/describe-error.ts';
import { useText } from '../../../kit/text.ts';
import { addTexts } from '../../manage/add-texts.ts';
import { manageTexts } from '../../manage/manage-texts.ts';
import { Facts } from '../../shared/facts.tsx';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { AskVault } from './ask-vault.tsx';
import { VaultCounts } from './vault-counts.tsx';
import { VaultDestructions } from './vault-destructions.tsx';
import { vaultTexts } from './vault-texts.ts';
import type { Vault } from './vault-types.ts';
import { VaultUses } from './vault-uses.tsx';
import './vaults.css';

addTexts(manageTexts);
addTexts(vaultTexts);

/** Support registers: the owner asks about one person for a case; others see figures and approve destruction. */
export function VaultsPage() {
  const { t } = useTranslation();
  const { data, error, isPending } = useQuery({
    queryKey: ['vaults'],
    queryFn: () => api<Vault[]>('GET', '/records/vaults'),
  });
  usePageTitle(t('vaults.title'));
  return (
    <div className="page vaults">
      <div className="page-head">
        <h1>{t('vaults.title')}</h1>
        <span className="quiet vault-lead">{t('vaults.lead')}</span>
      </div>
      {error && <Alert type="error" showIcon title={describeError(error)} />}
      <Spin spinning={isPending} delay={250}>
        {data?.length === 0 && <p className="quiet">{t('vaults.none')}</p>}
        {data?.map((vault) => (
          <Register key={vault.code} vault={vault} />
        ))}
      </Spin>
    </div>
  );
}

function Register({ vault }: { vault: Vault }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <article className="vault" aria-labelledby={`vault-${vault.code}`}>
      <section className="panel panel-body">
        <h2 id={`vault-${vault.code}`} className="panel-title">
          {text(vault.name)}
        </h2>
        <Facts
          rows={[
            [t('vaults.purpose'), text(vault.purpose)],
            [t('vaults.basis'), text(vault.legalBasis)],
            [t('vaults.retention'), t('vaults.years', { count: vault.years })],
            [t('vaults.destruction'), text(vault.destruction)],
          ]}
        />
      </section>
      {vault.form && <AskVault vault={vault} form={vault.form} />}
      <VaultDestructions vault={vault} />
      {vault.standing !== 'manager' && (
        <div className="vault-pair">
          <VaultCounts code={vault.code} />
          <VaultUses code={vault.code} />
        </div>
      )}
    </article>
  );
}
