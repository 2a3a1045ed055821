import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Select, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { useText } from '../../kit/text.ts';
import { addTexts } from '../manage/add-texts.ts';
import { AreaSelect } from '../shared/area-select.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import './devices.css';
import './trial.css';
import { deviceTexts } from './devices-texts.ts';
import { FalseRates } from './false-rates.tsx';
import { PastTrials } from './past-trials.tsx';
import { TrialAdvice } from './trial-advice.tsx';
import { TrialDesk } from './trial-desk.tsx';
import { trialTexts } from './trial-texts.ts';
import type { Scope } from './trial-types.ts';
import { useDevice, useProfiles } from './use-devices.ts';
import { useChoices } from './use-trials.ts';

addTexts(deviceTexts);
addTexts(trialTexts);

type Search = Scope & { rule?: string; key?: string; to?: string };

/** Where rules are often wrong, what might be better, and what it would have changed; the address says what is looked at. */
export function TrialPage() {
  const { t } = useTranslation();
  const text = useText();
  const { device, profile, within, rule, key, to }: Search = useSearch({ from: '/devices/rules' });
  const navigate = useNavigate();
  const { data: profiles } = useProfiles();
  const scope: Scope = device ? { device } : { ...(profile && { profile }), ...(within && { within }) };
  const { data: choices, error, isLoading } = useChoices(scope);
  const [attempt, setAttempt] = useState(0);
  usePageTitle(t('tr.title'));
  const go = (next: Search) => {
    setAttempt(attempt + 1);
    const pairs = Object.entries(next).filter((pair) => Boolean(pair[1]));
    void navigate({ to: '/devices/rules', search: Object.fromEntries(pairs) });
  };
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('tr.title')}</h1>
        <span className="quiet al-lead">{t('tr.lead')}</span>
      </div>
      {device ? (
        <DeviceName id={Number(device)} />
      ) : (
        <search className="panel panel-body dv-filters">
          <Select
            allowClear
            aria-label={t('tr.kind')}
            placeholder={t('tr.kind')}
            value={profile}
            className="tr-kind"
            onChange={(value?: string) => go({ ...(within && { within }), ...(value && { profile: value }) })}
            options={(profiles ?? []).map((one) => ({ value: one.key, label: text(one.name) }))}
          />
          <AreaSelect
            className="rs-area"
            value={within}
            onChange={(value) => go({ ...(profile && { profile }), ...(value && { within: value }) })}
            label={t('dv.area')}
          />
        </search>
      )}
      {error && <Alert type="warning" showIcon title={describeError(error)} />}
      {isLoading && <Spin className="rs-wait" />}
      {choices && (
        <div className="tr-columns">
          <TrialDesk
            key={[device, profile, within, rule, key, to, attempt].join()}
            scope={scope}
            choices={choices}
            start={{ ...(rule && { rule }), ...(key && to && { attributes: { [key]: to } }) }}
          />
          <div className="tr-side">
            <TrialAdvice
              scope={scope}
              onTry={(type, name, value) => go({ ...scope, rule: type, key: name, to: String(value) })}
            />
            <PastTrials scope={scope} choices={choices} />
          </div>
        </div>
      )}
      {!device && !profile && <p className="quiet">{t('tr.pickKind')}</p>}
      <FalseRates
        scope={scope}
        onTry={(kind, type) => go({ ...scope, ...(!device && { profile: kind }), rule: type })}
      />
    </div>
  );
}

function DeviceName({ id }: { id: number }) {
  const { data } = useDevice(id);
  return (
    <p>
      <Link to="/devices/list/$id" params={{ id: String(id) }}>
        ← {data?.name ?? id}
      </Link>
    </p>
  );
}
