import { useTranslation } from 'react-i18next';
import type { Call } from '../../kit/calls/call-types.ts';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';

/** For what one was called lately, and who has seen it. */
export function PastCalls({ calls }: { calls: readonly Call[] }) {
  const { t } = useTranslation();
  const text = useText();
  const seen = ({ acknowledgedBy: by }: Call) =>
    by === null
      ? t('alarms.seen.nobody')
      : by.own
        ? t('alarms.seen.own')
        : by.post === null
          ? t('alarms.seen.contact')
          : t('alarms.seen.post', { post: by.post });
  return (
    <section aria-labelledby="past-calls">
      <h2 id="past-calls">{t('alarms.past')}</h2>
      <ul className="r-list">
        {calls.map((call) => (
          <li key={call.alarm} className="r-card">
            <h3>{text(call.name)}</h3>
            <div>{call.place || call.deviceName}</div>
            <div className="r-hint">{formatWhen(call.raisedAt)}</div>
            <div>
              {t(call.active ? 'alarms.active' : 'alarms.over')} · {seen(call)}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
