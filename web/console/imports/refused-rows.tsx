import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { chosenPost } from '../../kit/api.ts';
import { useText } from '../../kit/text.ts';
import type { BatchDetail } from './import-types.ts';

/** Which rows were refused and why; all of them as a file to mend. */
export function RefusedRows({ batch }: { batch: BatchDetail }) {
  const { t } = useTranslation();
  const text = useText();
  const post = chosenPost();
  return (
    <>
      <div className="case-head-line refused-head">
        <h3 className="sub-title">{t('import.refused')}</h3>
        <span className="quiet">{t('import.refusedLead')}</span>
        <span className="frame-space" />
        <Button
          icon={<DownloadOutlined aria-hidden />}
          href={`/api/imports/${batch.id}/refused.csv${post === null ? '' : `?post=${post}`}`}
          download
        >
          {t('import.download')}
        </Button>
      </div>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('import.line')}</th>
            <th scope="col">{t('import.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {batch.problems.map((problem) => (
            <tr key={problem.line}>
              <th scope="row" className="nums">
                {problem.line}
              </th>
              <td>{problem.reasons.map(text).join(t('import.and'))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
