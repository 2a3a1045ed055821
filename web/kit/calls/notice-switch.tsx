import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../describe-error.ts';
import { type Face, type PushState, readPush, switchPushOff, switchPushOn } from './push-phone.ts';

type Props = { face: Face; className: string; worker?: string };

/** Lets this phone be told while the app is closed, or no more; says in words where it stands. */
export function NoticeSwitch({ face, className, worker }: Props) {
  const { t } = useTranslation();
  const [state, setState] = useState<PushState>();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>();
  useEffect(() => void readPush().then(setState), []);
  if (state === undefined) return null;
  const change = async () => {
    setBusy(true);
    setFault(undefined);
    try {
      if (state === 'on') {
        await switchPushOff();
        setState('off');
      } else setState(await switchPushOn(face, worker));
    } catch (error) {
      setFault(error);
    }
    setBusy(false);
  };
  return (
    <>
      <p role="status">{t(`kit.call.notice.${state}`)}</p>
      {fault !== undefined && <p role="alert">{describeError(fault)}</p>}
      {(state === 'off' || state === 'on') && (
        <button type="button" className={className} disabled={busy} onClick={() => void change()}>
          {t(state === 'on' ? 'kit.call.notice.stop' : 'kit.call.notice.allow')}
        </button>
      )}
    </>
  );
}
