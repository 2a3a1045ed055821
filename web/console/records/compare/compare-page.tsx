import { Alert, Form, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../../kit/describe-error.ts';
import { useText } from '../../../kit/text.ts';
import { addTexts } from '../../manage/add-texts.ts';
import { PageLoading } from '../../shell/page-loading.tsx';
import { usePageTitle } from '../../shell/use-page-title.ts';
import '../records.css';
import { HeldCaseSelect, useHeldCases } from '../shared/held-case-select.tsx';
import { CompareFiles } from './compare-files.tsx';
import { CompareForm } from './compare-form.tsx';
import { compareTexts } from './compare-texts.ts';
import { type Offer, useOffer } from './use-compare.ts';

addTexts(compareTexts);

/** Where a department asks whether a name goes with a number or an address, one by one or a file at a time. */
export function ComparePage() {
  const { t } = useTranslation();
  const { data, error, isPending } = useOffer();
  usePageTitle(t('cp.title'));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('cp.title')}</h1>
        <span className="quiet">{t('cp.lead')}</span>
        <span className="frame-space" />
        {data && <span className="quiet nums">{t('cp.share', { used: data.used, limit: data.limit })}</span>}
      </div>
      {error && <Alert type="error" showIcon title={describeError(error)} />}
      {isPending && <PageLoading />}
      {data &&
        (data.purposes.length === 0 ? (
          <Alert type="warning" showIcon title={t('cp.noPurpose')} />
        ) : (
          <Asked offer={data} />
        ))}
    </div>
  );
}

function Asked({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const text = useText();
  const cases = useHeldCases();
  const [service, setService] = useState(offer.services[0]?.key ?? '');
  const [purpose, setPurpose] = useState(offer.purposes.length === 1 ? offer.purposes[0]?.key : undefined);
  const [number, setNumber] = useState<string>();
  return (
    <div className="compare-columns">
      <section className="panel panel-body" aria-labelledby="cp-one">
        <h2 id="cp-one" className="panel-title">
          {t('cp.one')}
        </h2>
        {cases?.length === 0 && <Alert type="info" showIcon title={t('cp.caseNone')} style={{ marginBottom: 12 }} />}
        <Form layout="vertical" component="div">
          <Form.Item label={t('cp.service')}>
            <Radio.Group
              aria-label={t('cp.service')}
              value={service}
              onChange={(event) => setService(event.target.value as string)}
              options={offer.services.map(({ key, name }) => ({ value: key, label: text(name) }))}
            />
          </Form.Item>
          <Form.Item label={t('cp.purpose')}>
            <Select
              aria-label={t('cp.purpose')}
              value={purpose ?? null}
              onChange={(key) => setPurpose(key ?? undefined)}
              options={offer.purposes.map(({ key, name }) => ({ value: key, label: text(name) }))}
            />
          </Form.Item>
          <Form.Item label={t('cp.case')}>
            <HeldCaseSelect cases={cases ?? []} value={number} onChange={setNumber} label={t('cp.casePick')} />
          </Form.Item>
        </Form>
        <CompareForm key={service} service={service} purpose={purpose} number={number} />
      </section>
      <div className="entity-column">
        <CompareFiles service={service} purpose={purpose} number={number} />
      </div>
    </div>
  );
}
