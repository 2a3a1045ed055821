import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Segmented, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { addTexts } from '../manage/add-texts.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import './devices.css';
import './claims.css';
import { ClaimItem } from './claims-item.tsx';
import { MovedDevices } from './claims-moves.tsx';
import { TakeClaim } from './claims-take.tsx';
import { claimTexts } from './claims-texts.ts';
import { deviceTexts } from './devices-texts.ts';
import { type Claim, useClaims } from './use-claims.ts';

addTexts(deviceTexts);
addTexts(claimTexts);
const VIEWS = ['waiting', 'aside', 'moves'] as const;

/** Devices that speak and are not registered; and what redrawn grids moved. */
export function ClaimsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search: Record<string, string> = useSearch({ from: '/devices/claims' });
  const view = VIEWS.find((one) => one === search.view) ?? 'waiting';
  usePageTitle(t('cl.title'));
  return (
    <div className="page">
      <Link to="/devices/list" search={{}} className="dv-back">
        ← {t('dv.back')}
      </Link>
      <div className="page-head">
        <h1>{t('cl.title')}</h1>
        <span className="quiet">{t('cl.lead')}</span>
      </div>
      <Segmented
        className="cl-views"
        aria-label={t('cl.title')}
        value={view}
        onChange={(next) => void navigate({ to: '/devices/claims', search: next === 'waiting' ? {} : { view: next } })}
        options={VIEWS.map((value) => ({ value, label: t(`cl.view.${value}`) }))}
      />
      {view === 'moves' ? <MovedDevices /> : <ClaimList key={view} aside={view === 'aside'} />}
    </div>
  );
}

function ClaimList({ aside }: { aside: boolean }) {
  const { t } = useTranslation();
  const { data, error } = useClaims(aside);
  const [taking, setTaking] = useState<Claim>();
  if (error) return <Alert type="warning" showIcon title={describeError(error)} />;
  if (!data) return <Spin className="rs-wait" />;
  return (
    <section className="panel panel-body">
      {data.length === 0 && <p className="rs-none">{t(aside ? 'cl.none.aside' : 'cl.none.waiting')}</p>}
      <ul className="cl-list">
        {data.map((claim) => (
          <ClaimItem key={claim.code} claim={claim} onTake={() => setTaking(claim)} />
        ))}
      </ul>
      {taking && <TakeClaim claim={taking} onClose={() => setTaking(undefined)} />}
    </section>
  );
}
