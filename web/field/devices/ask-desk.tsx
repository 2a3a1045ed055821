import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import { labelOf } from './scanned-labels.ts';

/** A device that nobody has registered: the desk is told its code, what its label says and where it hangs. */
export function AskDesk({ code, waits }: { code: string; waits: boolean }) {
  const { t } = useTranslation();
  const [state, setState] = useState<'idle' | 'asking' | 'asked'>(waits ? 'asked' : 'idle');
  const [fault, setFault] = useState('');
  async function ask(): Promise<void> {
    setState('asking');
    setFault('');
    try {
      await api('POST', '/devices/claims/ask', { ...labelOf(code), ...(await findHere()), code });
      setState('asked');
    } catch (error) {
      setFault(describeError(error));
      setState('idle');
    }
  }
  return (
    <section className="f-card f-stack">
      <p>{t(state === 'asked' ? 'field.mount.asked' : 'field.mount.unknown')}</p>
      {fault && <p className="f-bad">{fault}</p>}
      {state !== 'asked' && (
        <button type="button" className="f-btn primary" disabled={state === 'asking'} onClick={() => void ask()}>
          {t('field.mount.ask')}
        </button>
      )}
    </section>
  );
}

/** Where the phone is, if it says so within five seconds. */
function findHere(): Promise<{ lon?: number; lat?: number }> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve({});
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lon: coords.longitude, lat: coords.latitude }),
      () => resolve({}),
      { enableHighAccuracy: true, timeout: 5000, maximumAge: 60_000 },
    );
  });
}
