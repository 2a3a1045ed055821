import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { SeverityTag } from './severity-tag.tsx';
import { useAlarms } from './use-devices.ts';

/** The alarms of one device, newest first. */
export function DeviceAlarms({ id }: { id: number }) {
  const { t } = useTranslation();
  const text = useText();
  const { data } = useAlarms({ device: String(id) }, 20);
  const rows = data?.pages.flatMap((page) => page.rows);
  return (
    <section className="panel panel-body" aria-labelledby="dv-history">
      <h2 id="dv-history" className="panel-title">
        {t('dv.history')}
      </h2>
      {rows?.length === 0 && <p className="quiet">{t('dv.noHistory')}</p>}
      <ul className="entity-list">
        {rows?.map((alarm) => (
          <li key={alarm.id}>
            <SeverityTag severity={alarm.severity} />
            <b>{text(alarm.name)}</b>
            <span className="nums">{formatWhen(alarm.raisedAt)}</span>
            <span className={alarm.active ? 'late' : 'quiet'}>
              {t(alarm.active ? 'al.state.active' : 'al.state.over')}
            </span>
            {alarm.verdict && <span>{t(`al.verdict.${alarm.verdict}`)}</span>}
            {alarm.case && (
              <Link to="/cases/$number" params={{ number: alarm.case }}>
                {t('al.case')}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
