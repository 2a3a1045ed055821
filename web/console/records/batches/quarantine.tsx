import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { chosenPost } from '../../../kit/api.ts';
import { useText } from '../../../kit/text.ts';
import type { BatchDetail } from './batch-types.ts';
import { useQuarantine } from './use-record-batches.ts';

/** Rows that were not taken: why, how many, which; and all of them as a file to mend. */
export function Quarantine({ batch }: { batch: BatchDetail }) {
  const { t } = useTranslation();
  const text = useText();
  const post = chosenPost();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useQuarantine(batch.id);
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section className="panel panel-body" aria-labelledby="quarantine-title">
      <div className="case-head-line quarantine-head">
        <h2 id="quarantine-title" className="panel-title">
          {t('batches.quarantine')}
        </h2>
        <span className="quiet">{t('batches.quarantineLead')}</span>
        <span className="frame-space" />
        <Button
          type="primary"
          icon={<DownloadOutlined aria-hidden />}
          href={`/api/records/batches/${batch.id}/quarantine.csv${post === null ? '' : `?post=${post}`}`}
          download
        >
          {t('batches.download')}
        </Button>
      </div>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('batches.reason')}</th>
            <th scope="col">{t('batches.rows')}</th>
          </tr>
        </thead>
        <tbody>
          {batch.problems.map((problem) => (
            <tr key={`${problem.column} ${problem.code}`}>
              <th scope="row">{`${problem.column ?? t('batches.wholeRow')} ${text(problem)}`}</th>
              <td className="nums">{problem.rows.toLocaleString()}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3 className="sub-title">{t('batches.byRow')}</h3>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('batches.line')}</th>
            <th scope="col">{t('batches.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line}>
              <th scope="row" className="nums">
                {row.line}
              </th>
              <td>
                {row.problems
                  .map((problem) => `${problem.column ?? t('batches.wholeRow')} ${text(problem)}`)
                  .join(t('batches.and'))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasNextPage && (
        <Button className="batch-more" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('batches.more')}
        </Button>
      )}
    </section>
  );
}
