import { PlusOutlined } from '@ant-design/icons';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../kit/session.ts';
import { addTexts } from '../../manage/add-texts.ts';
import { usePageTitle } from '../../shell/use-page-title.ts';
import './rollouts.css';
import { NewPackage } from './new-package.tsx';
import { PackageTable } from './package-table.tsx';
import { RolloutTable } from './rollout-table.tsx';
import { rolloutTexts } from './rollout-texts.ts';

addTexts(rolloutTexts);

/** Updates of devices: what is under way, and the packages that they are brought to. */
export function RolloutsPage() {
  const { t } = useTranslation();
  const { show } = useSearch({ from: '/devices/rollouts' });
  const navigate = useNavigate();
  const { data: me } = useMe();
  const [adding, setAdding] = useState(false);
  const manages = me?.permissions.includes('device.rollout') ?? false;
  usePageTitle(t('ro.title'));
  const go = (to: string) =>
    void navigate({ to: '/devices/rollouts', search: to === 'packages' ? { show: 'packages' } : {} });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('ro.title')}</h1>
        <span className="quiet">{t('ro.lead')}</span>
        {manages && (
          <Button className="dv-new" type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t('ro.new')}
          </Button>
        )}
      </div>
      <Segmented
        className="ro-tabs"
        aria-label={t('ro.title')}
        value={show === 'packages' ? 'packages' : 'rollouts'}
        onChange={go}
        options={[
          { value: 'rollouts', label: t('ro.rollouts') },
          { value: 'packages', label: t('ro.packages') },
        ]}
      />
      <section className="panel panel-body">
        {show === 'packages' ? <PackageTable manages={manages} /> : <RolloutTable />}
      </section>
      {adding && (
        <NewPackage
          onClose={() => setAdding(false)}
          onKept={() => {
            setAdding(false);
            go('packages');
          }}
        />
      )}
    </div>
  );
}
