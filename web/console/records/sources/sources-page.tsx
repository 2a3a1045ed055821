import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../../kit/describe-error.ts';
import { addTexts } from '../../manage/add-texts.ts';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { BatchHistory } from '../batches/batch-history.tsx';
import { batchTexts } from '../batches/batch-texts.ts';
import { BatchView } from '../batches/batch-view.tsx';
import { SourceList } from './source-list.tsx';
import { sourceTexts } from './source-texts.ts';
import { SourceView } from './source-view.tsx';
import './sources.css';
import { useSources } from './use-sources.ts';

addTexts(sourceTexts);
addTexts(batchTexts);

/** Where the record base comes from: all sources, one of them, or one file of it. */
export function SourcesPage() {
  const { t } = useTranslation();
  const { source: code, batch }: { source?: string; batch?: string } = useSearch({ from: '/records/sources' });
  const navigate = useNavigate();
  const { data: sources, error } = useSources();
  usePageTitle(t('sources.title'));
  const go = (search: { source?: string; batch?: string }) => void navigate({ to: '/records/sources', search });
  const openBatch = (id: number) => go({ ...(code !== undefined && { source: code }), batch: String(id) });
  const chosen = sources?.find((one) => one.code === code);
  const leaveBatch = () => go(code === undefined ? {} : { source: code });
  return (
    <div className="page imports">
      <div className="page-head">
        <h1>{t('sources.title')}</h1>
        <span className="quiet">{t('sources.lead')}</span>
      </div>
      {error !== null && sources === undefined && <Alert type="error" title={describeError(error)} />}
      {sources === undefined && error === null && <Skeleton active />}
      {batch !== undefined && <BatchView key={batch} id={Number(batch)} onLeave={leaveBatch} onBatch={openBatch} />}
      {batch === undefined && chosen !== undefined && (
        <SourceView key={chosen.code} source={chosen} onLeave={() => go({})} onBatch={openBatch} />
      )}
      {batch === undefined && chosen === undefined && sources !== undefined && (
        <>
          <SourceList sources={sources} onOpen={(source) => go({ source })} />
          {sources.some(({ mine }) => mine) && <BatchHistory onOpen={openBatch} />}
        </>
      )}
    </div>
  );
}
