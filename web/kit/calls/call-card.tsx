import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, api } from '../api.ts';
import { useText } from '../text.ts';
import { formatWhen } from '../time.ts';
import './call-card.css';
import { CallIcon } from './call-icon.tsx';
import { stopSiren } from './call-siren.ts';
import type { Call } from './call-types.ts';
import { emergencyNumber } from './emergency-number.ts';
import { CALLS } from './use-calls.ts';

type Props = {
  call: Call;
  /** How many more call behind this one. */
  more: number;
  map: ReactNode;
  onSeen(call: Call): void;
};

/** The call over the whole screen: what, where, since when, who is on duty, and one large button. */
export function CallCard({ call, more, map, onSeen }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const client = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const name = useRef<HTMLHeadingElement>(null);
  const [state, setState] = useState<'rings' | 'sends' | 'failed'>('rings');
  const number = emergencyNumber(call.type);

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // the name is read out; the button is not under the thumb of somebody who was typing
    name.current?.focus();
    return () => element?.close();
  }, []);
  useEffect(() => {
    const tell = () => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', tell);
      // only for the record of how long it took; the next look asks again for what matters
      void api('POST', `/devices/calls/${call.alarm}/shown`).catch(() => undefined);
    };
    document.addEventListener('visibilitychange', tell);
    tell();
    return () => document.removeEventListener('visibilitychange', tell);
  }, [call.alarm]);

  async function seen(): Promise<void> {
    setState('sends');
    try {
      await api('POST', `/devices/calls/${call.alarm}/acknowledge`);
    } catch (error) {
      // gone from the list: nothing is left to be acknowledged
      if (!(error instanceof ApiProblem && error.status === 404)) return setState('failed');
    }
    stopSiren();
    await client.invalidateQueries({ queryKey: CALLS });
    onSeen(call);
  }

  return (
    <dialog
      ref={dialog}
      className="kit-call"
      role="alertdialog"
      aria-labelledby="kit-call-name"
      onCancel={(event) => event.preventDefault()}
    >
      <header className="kit-call-head">
        <CallIcon name="alarm" />
        <div>
          <h1 id="kit-call-name" ref={name} tabIndex={-1}>
            {text(call.name)}
          </h1>
          <div>{t('kit.call.life')}</div>
        </div>
      </header>
      <div className="kit-call-body">
        <div className="kit-call-place">{call.place || call.areaName}</div>
        <div>
          {call.deviceName} · {formatWhen(call.raisedAt)}
        </div>
        {call.details && <div>{text(call.details)}</div>}
        {map && <div className="kit-call-map">{map}</div>}
        <dl>
          <dt>{t('kit.call.why')}</dt>
          <dd>{t(`kit.call.role.${call.role}`)}</dd>
          {call.duty && (
            <>
              <dt>{t('kit.call.duty')}</dt>
              <dd>{[call.duty.post, ...call.duty.names].join(' · ')}</dd>
            </>
          )}
        </dl>
        {more > 0 && <div className="kit-call-more">{t('kit.call.more', { count: more })}</div>}
      </div>
      <footer className="kit-call-foot">
        {state === 'failed' && (
          <div className="kit-call-failed" role="alert">
            {t('kit.call.failed')}
          </div>
        )}
        <button type="button" className="kit-call-seen" disabled={state === 'sends'} onClick={() => void seen()}>
          {t(state === 'sends' ? 'kit.call.sending' : 'kit.call.seen')}
        </button>
        <div className="kit-call-pair">
          <a href={`tel:${number}`}>
            <CallIcon name="phone" />
            {t('kit.call.dial', { number })}
          </a>
          <button type="button" onClick={stopSiren}>
            <CallIcon name="mute" />
            {t('kit.call.mute')}
          </button>
        </div>
      </footer>
    </dialog>
  );
}
