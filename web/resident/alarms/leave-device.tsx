import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { useAnswerDevice } from './use-answer-device.ts';

/** No longer to be called, asked once more: it may cost a life. */
export function LeaveDevice({ device }: { device: number }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const answer = useAnswerDevice(device);
  if (!asking)
    return (
      <button type="button" className="r-button" onClick={() => setAsking(true)}>
        {t('alarms.leave')}
      </button>
    );
  return (
    <div>
      <p>{t('alarms.leaveSure')}</p>
      {answer.error && (
        <div className="r-fault" role="alert">
          {describeError(answer.error)}
        </div>
      )}
      <div className="r-answers">
        <button type="button" className="r-button r-primary" onClick={() => setAsking(false)}>
          {t('alarms.stay')}
        </button>
        <button type="button" className="r-button" disabled={answer.isPending} onClick={() => answer.mutate(false)}>
          {t('alarms.leaveYes')}
        </button>
      </div>
    </div>
  );
}
