import { useTranslation } from 'react-i18next';
import { addTexts } from '../manage/add-texts.ts';
import type { AlarmPage } from './device-types.ts';
import { formatSeconds } from './format-seconds.ts';
import './reach.css';
import { reachTexts } from './reach-texts.ts';

addTexts(reachTexts);

/** Whom an alarm called, how far each call came, and who could not be reached and why. Nothing where it called nobody. */
export function AlarmCalls({ alarm }: { alarm: AlarmPage }) {
  const { t } = useTranslation();
  const { calls, unmanned, raisedAt } = alarm;
  if (calls.length === 0 && unmanned.length === 0) return null;
  const after = (at: string) =>
    t('rc.after', { time: formatSeconds(Math.max(0, (Date.parse(at) - Date.parse(raisedAt)) / 1000), t) });
  return (
    <div className="rc-calls">
      <h3>{t('rc.called')}</h3>
      <ul>
        {calls.map((call) => {
          const at = call.acknowledgedAt ?? call.shownAt;
          return (
            <li key={`${call.role} ${call.name} ${call.sentAt}`}>
              <b>{t(`rc.role.${call.role}`)}</b>
              {call.name && <span>{call.name}</span>}
              <span className={call.reach === 'no_phone' || call.reach === 'failed' ? 'rc-no' : ''}>
                {t(`rc.reach.${call.reach}`)}
                {at && ` · ${after(at)}`}
              </span>
              {call.repeats > 0 && <span className="quiet">{t('rc.repeats', { n: call.repeats + 1 })}</span>}
            </li>
          );
        })}
        {unmanned.map(({ role, why }) => (
          <li key={role}>
            <b>{t(`rc.role.${role}`)}</b>
            <span className="rc-no">
              {t('rc.missing')}：{t(`rc.why.${why}`)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
