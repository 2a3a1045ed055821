import { Tag } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { formatLeft, formatWhen } from '../../kit/time.ts';
import { Facts } from '../shared/facts.tsx';
import type { CaseDetail, Extension } from './case-types.ts';

/** What runs beside the main line: deadlines, extension, side tasks of other units, result. */
export function CaseSides({ found }: { found: CaseDetail }) {
  const { t } = useTranslation();
  return (
    <>
      <section className="panel panel-body" aria-labelledby="case-deadlines">
        <h2 id="case-deadlines" className="panel-title">
          {t('case.deadlines')}
        </h2>
        <Facts
          rows={[
            [t('case.stageDue'), stageLimit(found, t)],
            [t('case.wholeDue'), found.dueAt === null ? null : <Due key="due" at={found.dueAt} open={found.open} />],
            [t('case.suspended'), found.suspendedUntil === null ? null : found.suspendedUntil.slice(0, 10)],
            [
              t('case.extension'),
              found.extension === null ? null : <ExtensionLine key="extension" extension={found.extension} />,
            ],
            [
              t('case.result'),
              found.result === null ? null : t(`result.${found.result}`, { defaultValue: found.result }),
            ],
            [t('case.rating'), rating(found, t)],
          ]}
        />
      </section>
      {found.assists.length > 0 && (
        <section className="panel panel-body" aria-labelledby="case-assists">
          <h2 id="case-assists" className="panel-title">
            {t('case.assists')}
          </h2>
          <ul className="assists">
            {found.assists.map((assist) => (
              <li key={assist.id}>
                <div className="case-head-line">
                  <b>{assist.postName || assist.unitName}</b>
                  {assist.whistle && <Tag color="purple">{t('case.whistle')}</Tag>}
                  <Tag
                    color={assist.state === 'refused' ? 'error' : assist.state === 'done' ? 'success' : 'processing'}
                  >
                    {t(`case.assist.${assist.state}`)}
                  </Tag>
                  {assist.dueAt !== null && (
                    <span className="quiet">{t('case.dueAt', { when: formatWhen(assist.dueAt) })}</span>
                  )}
                </div>
                <div>{assist.work}</div>
                {assist.answer !== null && <div className="quiet">{assist.answer}</div>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function stageLimit(found: CaseDetail, t: TFunction) {
  if (found.pausedAt !== null) return t('case.paused', { when: formatWhen(found.pausedAt) });
  if (found.stageDueAt === null) return found.open ? t('case.noLimit') : null;
  return <Due key="stage" at={found.stageDueAt} open={found.open} />;
}

function Due({ at, open }: { at: string; open: boolean }) {
  const { t } = useTranslation();
  const late = Date.now() - new Date(at).getTime();
  return (
    <span>
      {t('case.dueAt', { when: formatWhen(at) })}
      {open && late > 0 && <b className="late"> · {t('kit.late', { time: formatLeft(late) })}</b>}
    </span>
  );
}

function ExtensionLine({ extension }: { extension: Extension }) {
  const { t } = useTranslation();
  const asked = extension.days
    ? t('case.extensionDays', { count: extension.days })
    : (extension.until?.slice(0, 10) ?? '');
  return (
    <>
      <div>
        {t(`case.extension.${extension.state}`, { days: asked, until: extension.until?.slice(0, 10) ?? asked })}
      </div>
      {extension.reason && <div className="quiet">{`${t('case.reason')}${t('route.gap')}${extension.reason}`}</div>}
      {extension.opinion && <div className="quiet">{`${t('case.opinion')}${t('route.gap')}${extension.opinion}`}</div>}
    </>
  );
}

function rating(found: CaseDetail, t: TFunction): string | null {
  const told = [
    found.rating === null ? null : t('case.stars', { count: found.rating }),
    found.solved === null ? null : t(found.solved ? 'case.solved' : 'case.notSolved'),
  ].filter((one) => one !== null);
  return told.length > 0 ? told.join(' · ') : null;
}
