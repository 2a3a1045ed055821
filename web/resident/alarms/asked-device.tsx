import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { useText } from '../../kit/text.ts';
import { useAnswerDevice } from './use-answer-device.ts';
import type { OwnDevice } from './use-own-devices.ts';

/** Somebody asks the resident to be called for a device: nothing happens before they say yes. */
export function AskedDevice({ device }: { device: OwnDevice }) {
  const { t } = useTranslation();
  const text = useText();
  const answer = useAnswerDevice(device.id);
  return (
    <div className="r-card">
      <h3>{device.name}</h3>
      <p>{t('alarms.asked', { role: t(`alarms.role.${device.role}`) })}</p>
      <dl className="r-facts">
        <dt>{t('alarms.kind')}</dt>
        <dd>{text(device.profileName)}</dd>
        {device.place && (
          <>
            <dt>{t('alarms.place')}</dt>
            <dd>{device.place}</dd>
          </>
        )}
      </dl>
      {answer.error && (
        <div className="r-fault" role="alert">
          {describeError(answer.error)}
        </div>
      )}
      <div className="r-answers">
        <button
          type="button"
          className="r-button r-primary"
          disabled={answer.isPending}
          onClick={() => answer.mutate(true)}
        >
          {t('alarms.sayYes')}
        </button>
        <button type="button" className="r-button" disabled={answer.isPending} onClick={() => answer.mutate(false)}>
          {t('alarms.sayNo')}
        </button>
      </div>
    </div>
  );
}
