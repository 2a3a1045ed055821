import { Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatWhen } from '../../kit/time.ts';
import { AlarmCalls } from './alarm-calls.tsx';
import type { AlarmEvent } from './device-types.ts';
import { SeverityTag } from './severity-tag.tsx';
import { useAlarm } from './use-devices.ts';

/** Who did what to an alarm, at which post, when; and whom it called. */
export function AlarmCourse({ id }: { id: number }) {
  const { t } = useTranslation();
  const { data } = useAlarm(id);
  if (!data) return <Spin size="small" />;
  return (
    <>
      <ol className="al-course">
        {data.events.map((event) => (
          <li key={event.id}>
            <span className="nums">{formatWhen(event.at)}</span>
            <b>{t(`al.change.${event.change}`)}</b>
            {event.change === 'severity' && <SeverityTag severity={event.severity} />}
            <More event={event} />
            <span className="quiet">
              {event.by === 'device' || event.by === 'system' ? t(`al.by.${event.by}`) : event.by}
              {event.post && ` · ${event.post}`}
            </span>
          </li>
        ))}
      </ol>
      <AlarmCalls alarm={data} />
    </>
  );
}

function More({ event }: { event: AlarmEvent }) {
  const { t } = useTranslation();
  if (event.change === 'verdict') return <span>{t(`al.verdict.${String(event.data.verdict)}`)}</span>;
  if (event.change === 'called') return <span>{t('al.phones', { count: Number(event.data.phones) })}</span>;
  return null;
}
