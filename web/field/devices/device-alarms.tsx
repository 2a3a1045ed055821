import { BellOutline, RightOutline } from 'antd-mobile-icons';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { useWorker } from '../app/worker.ts';
import { FieldLink } from '../parts/field-link.tsx';
import type { DeviceAlarm } from './device-types.ts';
import { useDeviceAlarms } from './use-devices.ts';

/** What it raised lately; each leads to its case where there is one. */
export function DeviceAlarms({ id }: { id: number }) {
  const { t } = useTranslation();
  const rows = useDeviceAlarms(useWorker(), id).data?.value ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="f-stack">
      <h2 className="f-group">{t('field.device.lately')}</h2>
      <ul className="f-list">
        {rows.map((row) => (
          <li key={row.id}>
            {row.case ? (
              <FieldLink to={`/case/${row.case}`} className="line">
                <Line row={row} />
                <RightOutline aria-hidden />
              </FieldLink>
            ) : (
              <div className="line">
                <Line row={row} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ row }: { row: DeviceAlarm }) {
  const { t } = useTranslation();
  const text = useText();
  const state = row.active ? (row.acknowledged ? 'seen' : 'open') : 'over';
  return (
    <>
      <BellOutline aria-hidden />
      <span className="grow">
        {text(row.name)}
        <small className={state === 'over' ? '' : 'f-bad'}>
          {t(`field.device.alarm.${state}`)} · {formatWhen(row.raisedAt)}
        </small>
      </span>
    </>
  );
}
