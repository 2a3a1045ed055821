import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Spin } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../kit/api.ts';
import { describeError } from '../../../kit/describe-error.ts';
import { useMe } from '../../../kit/session.ts';
import { useText } from '../../../kit/text.ts';
import { formatWhen } from '../../../kit/time.ts';
import { addTexts } from '../../manage/add-texts.ts';
import { AreaSelect } from '../../shared/area-select.tsx';
import { usePageTitle } from '../../shell/use-page-title.ts';
import '../records.css';
import { drawFlows } from './draw-flows.ts';
import { FlowChart } from './flow-chart.tsx';
import { CoverageBars, FreshnessBars, KindTable } from './sharing-bars.tsx';
import { SharingMap } from './sharing-map.tsx';
import { AreaTable, SourceTable, UseTable } from './sharing-tables.tsx';
import { sharingTexts } from './sharing-texts.ts';
import { type Sharing, totalNames } from './sharing-types.ts';

addTexts(sharingTexts);

/** What sharing brings, for one's area or one inside it; the area shown is the address. */
export function SharingPage() {
  const { t } = useTranslation();
  const search: { within?: string } = useSearch({ from: '/records/sharing' });
  const navigate = useNavigate();
  const { data: me } = useMe();
  const isDepartment = me?.posts.find(({ id }) => id === me.post)?.role.startsWith('department') ?? false;
  const { data, error, isFetching } = useQuery({
    queryKey: ['records', 'sharing', search.within ?? ''],
    queryFn: () => api<Sharing>('GET', `/records/sharing${search.within ? `?within=${search.within}` : ''}`),
    placeholderData: keepPreviousData,
  });
  usePageTitle(t('sh.title'));
  const into = (within: string | undefined) =>
    void navigate({ to: '/records/sharing', search: within && within.length <= 12 ? { within } : {} });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('sh.title')}</h1>
        <span className="quiet share-lead">{t('sh.lead')}</span>
        {data && (
          <span className="quiet">{data.asOf ? t('sh.asOf', { when: formatWhen(data.asOf) }) : t('sh.never')}</span>
        )}
        {!isDepartment && (
          <AreaSelect className="rs-area" value={search.within} onChange={into} label={t('sh.area')} depth={2} />
        )}
      </div>
      {error && <Alert type="error" showIcon title={t('sh.error')} description={describeError(error)} />}
      <Spin spinning={isFetching} delay={250}>
        {data ? <Shown data={data} onArea={into} /> : <div className="page-loading" />}
      </Spin>
    </div>
  );
}

function Shown({ data, onArea }: { data: Sharing; onArea: (code: string) => void }) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const flows = useMemo(() => drawFlows(data, text, t('sh.hidden')), [data, text, t]);
  return (
    <>
      <ul className="share-cards">
        {totalNames.map((name) => (
          <li key={name} className="share-card">
            <b>{data.totals[name].toLocaleString(i18n.language)}</b>
            <span>{t(`sh.${name}`)}</span>
          </li>
        ))}
      </ul>
      <div className="share-grid">
        <section className="panel panel-body">
          <h2 className="panel-title">{t('sh.coverage')}</h2>
          <CoverageBars coverage={data.coverage} />
        </section>
        <section className="panel panel-body">
          <h2 className="panel-title">{t('sh.freshness')}</h2>
          <FreshnessBars freshness={data.freshness} />
        </section>
      </div>
      {data.areas.length > 0 && (
        <div className="share-grid share-map">
          <section className="panel panel-body">
            <SharingMap data={data} onArea={onArea} />
          </section>
          <section className="panel panel-body">
            <h2 className="panel-title">{t('sh.areas')}</h2>
            <AreaTable data={data} onArea={onArea} />
          </section>
        </div>
      )}
      <section className="panel panel-body share-wide">
        <h2 className="panel-title">{t('sh.kinds')}</h2>
        <KindTable kinds={data.kinds} />
      </section>
      {data.sources.length > 0 && (
        <>
          <section className="panel panel-body share-wide">
            <h2 className="panel-title">{t('sh.flow')}</h2>
            <p className="quiet">{t('sh.flowLead')}</p>
            {flows.links.length > 0 && <FlowChart nodes={flows.nodes} links={flows.links} label={t('sh.flowLabel')} />}
            <h3 className="sub-title">{t('sh.uses')}</h3>
            <UseTable data={data} />
          </section>
          <section className="panel panel-body">
            <h2 className="panel-title">{t('sh.sources')}</h2>
            <SourceTable data={data} />
          </section>
        </>
      )}
    </>
  );
}
