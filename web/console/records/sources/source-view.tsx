import { ArrowLeftOutlined, DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, chosenPost } from '../../../kit/api.ts';
import { describeError } from '../../../kit/describe-error.ts';
import { useText } from '../../../kit/text.ts';
import { formatWhen } from '../../../kit/time.ts';
import { BatchHistory } from '../batches/batch-history.tsx';
import { UploadFile } from '../batches/upload-file.tsx';
import { SourceFields } from './source-fields.tsx';
import type { Source } from './source-types.ts';

type Props = { source: Source; onLeave: () => void; onBatch: (id: number) => void };

/** One source: on which basis it is held, its files so far, a new one, and every column. */
export function SourceView({ source, onLeave, onBatch }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { message } = App.useApp();
  const post = chosenPost();
  const pull = () =>
    api<{ batch: number }>('POST', `/records/sources/${source.code}/pull`).then(
      ({ batch }) => onBatch(batch),
      (error: unknown) => void message.error(describeError(error)),
    );
  const { retention } = source;
  return (
    <>
      <section className="panel panel-body" aria-labelledby="source-name">
        <div className="case-head-line">
          <Button icon={<ArrowLeftOutlined aria-hidden />} aria-label={t('sources.back')} onClick={onLeave} />
          <h2 id="source-name" className="source-title">
            {text(source.name)}
          </h2>
          <span className="quiet">{text(source.department.name)}</span>
          <span className="frame-space" />
          {source.mine && source.feed !== null && (
            <Button disabled={!source.feed.configured} onClick={() => void pull()}>
              {t('sources.pull')}
            </Button>
          )}
          {source.mine && (
            <Button
              icon={<DownloadOutlined aria-hidden />}
              href={`/api/records/sources/${source.code}/template.csv${post === null ? '' : `?post=${post}`}`}
              download
            >
              {t('sources.template')}
            </Button>
          )}
        </div>
        <dl className="facts">
          <Fact name={t('sources.basis')}>{text(source.legalBasis)}</Fact>
          <Fact name={t('sources.purposes')}>{source.purposes.map(text).join(t('sources.and'))}</Fact>
          <Fact name={t('sources.retention')}>
            {`${t(`sources.retention.${retention.from}`, { count: retention.years })} · ${t(`sources.destruction.${retention.destruction}`)}`}
          </Fact>
          <Fact name={t('sources.frequency')}>{t(`sources.frequency.${source.frequency}`)}</Fact>
          <Fact name={t('sources.holds')}>
            {`${t('sources.rows', { rows: source.rows.toLocaleString() })}${source.lastAt === null ? '' : ` · ${t('sources.last', { when: formatWhen(source.lastAt) })}`}`}
          </Fact>
          {source.feed !== null && (
            <Fact name={t('sources.feed')}>
              {`${t(`sources.feed.${source.feed.kind}`)} · ${source.feed.every} · ${t(source.feed.configured ? 'sources.feedOn' : 'sources.feedOff')}`}
            </Fact>
          )}
        </dl>
      </section>
      {source.mine && <UploadFile source={source.code} onSent={onBatch} />}
      {source.mine && <BatchHistory source={source.code} onOpen={onBatch} />}
      <SourceFields source={source} />
    </>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
