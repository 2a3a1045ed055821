import { InboxOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Progress, Select, Spin, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../kit/api.ts';
import { describeError } from '../../../kit/describe-error.ts';
import { formatWhen } from '../../../kit/time.ts';
import { type CompareFile, resultUrl, sendFile, useCompareFiles } from './use-compare.ts';

type Props = { service: string; purpose: string | undefined; number: string | undefined };

/** Whole files: in by drag, compared in the background, back with one column more. */
export function CompareFiles({ service, purpose, number }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const { data: files = [] } = useCompareFiles();
  const [busy, setBusy] = useState(false);
  const [headings, setHeadings] = useState<string[]>();
  const [nameColumn, setNameColumn] = useState<string>();
  const [valueColumn, setValueColumn] = useState<string>();
  const ready = purpose !== undefined && number !== undefined && !busy;
  const send = async (file: File) => {
    if (!purpose || !number) return;
    setBusy(true);
    try {
      const told = nameColumn && valueColumn ? { nameColumn, valueColumn } : {};
      await sendFile(file, { service, purpose, case: number, ...told });
      setHeadings(undefined);
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'compare.columns')
        setHeadings(error.problem.columns as string[]);
      void message.error(describeError(error), 6);
    }
    setBusy(false);
    void client.invalidateQueries({ queryKey: ['compare'] });
  };
  const choices = (headings ?? []).map((value) => ({ value, label: value }));
  return (
    <>
      <section className="panel panel-body" aria-labelledby="cp-file">
        <h2 id="cp-file" className="panel-title">
          {t('cp.file')}
        </h2>
        <p className="quiet">{t('cp.fileLead')}</p>
        {headings && (
          <>
            <Alert type="warning" showIcon title={t('cp.columns')} />
            <div className="rs-filters">
              <Select
                className="rs-area"
                aria-label={t('cp.nameColumn')}
                placeholder={t('cp.nameColumn')}
                value={nameColumn ?? null}
                onChange={(one) => setNameColumn(one ?? undefined)}
                options={choices}
              />
              <Select
                className="rs-area"
                aria-label={t('cp.valueColumn')}
                placeholder={t('cp.valueColumn')}
                value={valueColumn ?? null}
                onChange={(one) => setValueColumn(one ?? undefined)}
                options={choices}
              />
            </div>
          </>
        )}
        <Spin spinning={busy} description={t('cp.sending')}>
          <Upload.Dragger
            accept=".csv,.xlsx,.txt"
            showUploadList={false}
            disabled={!ready}
            beforeUpload={(file) => {
              void send(file);
              return false;
            }}
          >
            <p className="ant-upload-drag-icon">
              <InboxOutlined aria-hidden />
            </p>
            <p className="ant-upload-text">{t(ready || busy ? 'cp.drop' : 'cp.need')}</p>
          </Upload.Dragger>
        </Spin>
      </section>
      <section className="panel panel-body" aria-labelledby="cp-files">
        <h2 id="cp-files" className="panel-title">
          {t('cp.files')}
        </h2>
        {files.length === 0 ? <p className="quiet">{t('cp.filesNone')}</p> : <FileTable files={files} />}
      </section>
    </>
  );
}

function FileTable({ files }: { files: CompareFile[] }) {
  const { t } = useTranslation();
  return (
    <div className="scroll-x">
      <table className="plain-table compare-files">
        <thead>
          <tr>
            <th>{t('cp.fileName')}</th>
            <th>{t('cp.progress')}</th>
            <th>{t('cp.counts')}</th>
            <th>{t('cp.when')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.id}>
              <td>
                {file.name}
                {file.message !== null && <div className="late">{file.message}</div>}
              </td>
              <td>
                <Progress
                  percent={Math.round((100 * file.done) / Math.max(1, file.total))}
                  size="small"
                  status={file.state === 'failed' ? 'exception' : file.state === 'done' ? 'success' : 'active'}
                  aria-label={t('cp.progress')}
                />
                <span className="quiet nums">{t('cp.rows', { done: file.done, total: file.total })}</span>
              </td>
              <td className="nums">
                {file.yes} / {file.no} / {file.unknown}
              </td>
              <td>{formatWhen(file.createdAt)}</td>
              <td>
                {file.state === 'done' &&
                  (Date.parse(file.expiresAt) > Date.now() ? (
                    <a href={resultUrl(file.id)} download>
                      {t('cp.download')}
                    </a>
                  ) : (
                    <span className="quiet">{t('cp.gone')}</span>
                  ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
