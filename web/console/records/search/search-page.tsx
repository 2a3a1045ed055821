import { SearchOutlined } from '@ant-design/icons';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, Input, Segmented, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../../kit/describe-error.ts';
import { addTexts } from '../../manage/add-texts.ts';
import { AreaSelect } from '../../shared/area-select.tsx';
import { usePageTitle } from '../../shell/use-page-title.ts';
import '../records.css';
import { FoundRow } from './found-row.tsx';
import { searchTexts } from './search-texts.ts';
import { kinds, type RecordSearch, useRecordSearch } from './use-record-search.ts';

addTexts(searchTexts);
const tips = ['name', 'number', 'address', 'words'] as const;

/** One box for the whole record base. What is asked is the address; it is asked on Enter only, for each is recorded. */
export function SearchPage() {
  const { t } = useTranslation();
  const search: RecordSearch = useSearch({ from: '/records/search' });
  const navigate = useNavigate();
  const [typed, setTyped] = useState(search.q ?? '');
  usePageTitle(search.q ? `${search.q} · ${t('rs.title')}` : t('rs.title'));
  const go = (part: RecordSearch) => {
    const next = Object.entries({ ...search, ...part }).filter((pair): pair is [string, string] => Boolean(pair[1]));
    void navigate({ to: '/records/search', search: Object.fromEntries(next) });
  };
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('rs.title')}</h1>
        <span className="quiet">{t('rs.lead')}</span>
      </div>
      <search className="panel panel-body rs-box">
        <Input.Search
          size="large"
          autoFocus
          allowClear
          aria-label={t('rs.box')}
          placeholder={t('rs.box')}
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(q) => go({ q: q.trim() })}
          enterButton={
            <>
              <SearchOutlined aria-hidden /> {t('rs.go')}
            </>
          }
        />
        <div className="rs-filters">
          <Segmented
            aria-label={t('rs.kind')}
            value={search.kind ?? ''}
            onChange={(kind) => go({ kind })}
            options={[
              { value: '', label: t('rs.all') },
              ...kinds.map((value) => ({ value, label: t(`kind.${value}`) })),
            ]}
          />
          <AreaSelect
            className="rs-area"
            value={search.within}
            onChange={(within) => go({ within: within ?? '' })}
            label={t('rs.area')}
          />
        </div>
      </search>
      {search.q ? <Results search={search} /> : <Tips />}
    </div>
  );
}

function Results({ search }: { search: RecordSearch }) {
  const { t } = useTranslation();
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage } = useRecordSearch(search);
  if (error) return <Alert type="warning" showIcon title={describeError(error)} />;
  if (isPending) return <Spin className="rs-wait" />;
  const rows = data.pages.flatMap((page) => page.rows);
  const read = data.pages[0]?.read ?? [];
  return (
    <section className="panel panel-body" aria-live="polite">
      <ul className="rs-read quiet">
        {read.map(({ word, as }) => (
          <li key={word}>
            <b>{word}</b> {t('rs.as', { as: as.map((one) => t(`rs.as.${one}`)).join(t('rs.and')) })}
          </li>
        ))}
      </ul>
      {rows.length === 0 && (
        <div className="rs-none">
          <p>{t(hasNextPage ? 'rs.emptyPage' : 'rs.none')}</p>
          {!hasNextPage && <p className="quiet">{t('rs.noneHint')}</p>}
        </div>
      )}
      <ul className="found-list">
        {rows.map((row) => (
          <FoundRow key={row.id} row={row} />
        ))}
      </ul>
      <div className="rs-end">
        {rows.length > 0 && <span className="quiet">{t('rs.page', { count: rows.length })}</span>}
        {hasNextPage && (
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('rs.more')}
          </Button>
        )}
      </div>
    </section>
  );
}

function Tips() {
  const { t } = useTranslation();
  return (
    <section className="panel panel-body" aria-labelledby="rs-tips">
      <h2 id="rs-tips" className="panel-title">
        {t('rs.tips')}
      </h2>
      <ul className="rs-tips">
        {tips.map((tip) => (
          <li key={tip}>{t(`rs.tip.${tip}`)}</li>
        ))}
      </ul>
      <p className="quiet">{t('rs.masked')}</p>
    </section>
  );
}
