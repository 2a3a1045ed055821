import { useTranslation } from 'react-i18next';
import { formatLeft } from '../../kit/time.ts';
import { addTexts } from '../manage/add-texts.ts';
import { type FactRow, Facts } from '../shared/facts.tsx';
import { share } from './fleet-cards.tsx';
import './fleet.css';
import { fleetTexts } from './fleet-texts.ts';
import { IssueList } from './issue-list.tsx';
import { LinkStrip } from './link-strip.tsx';
import { useDeviceCare } from './use-fleet.ts';

addTexts(fleetTexts);

/** How one device is doing: rhythm, availability, battery, and what ailed it. */
export function DeviceHealth({ id }: { id: number }) {
  const { t } = useTranslation();
  const { data } = useDeviceCare(id);
  if (!data) return null;
  const rows: FactRow[] = [
    [
      t('fl.rhythm'),
      t(data.learnt ? 'fl.rhythmLearnt' : 'fl.rhythmDeclared', { time: formatLeft(data.intervalS * 1000) }),
    ],
    ...data.availability
      .filter((one) => one.knownS > 0)
      .map(({ days, knownS, onlineS, outages }): FactRow => {
        const whole = knownS > days * 86_400 - 3600;
        const words = t('fl.shareOf', { share: share(onlineS / knownS), count: outages });
        return [
          t('fl.share', { days }),
          whole ? words : `${words} (${t('fl.known', { time: formatLeft(knownS * 1000) })})`,
        ];
      }),
  ];
  if (data.battery) {
    const { level, left } = data.battery;
    const values = { level: Math.round(level), count: Math.round(left ?? 0) };
    rows.push([t('fl.battery'), t(left === null ? 'fl.batteryNoEnd' : 'fl.batteryWords', values)]);
  }
  return (
    <section className="panel panel-body" aria-labelledby="dv-health">
      <h2 id="dv-health" className="panel-title">
        {t('fl.health')}
      </h2>
      <Facts rows={rows} />
      <p className="quiet">{t('fl.silence', { time: formatLeft(data.silenceS * 1000) })}</p>
      {data.links.length > 0 && <LinkStrip links={data.links} />}
      <h3 className="fl-sub">{t('fl.issues')}</h3>
      {data.issues.length === 0 ? <p className="quiet">{t('fl.noIssues')}</p> : <IssueList rows={data.issues} ofOne />}
    </section>
  );
}
