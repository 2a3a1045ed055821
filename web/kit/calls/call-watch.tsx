import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useServerEvents } from '../events.ts';
import { useText } from '../text.ts';
import { CallCard } from './call-card.tsx';
import { dropNotices, showNotice } from './call-notice.ts';
import { startSiren, stopSiren, unlockSiren } from './call-siren.ts';
import type { AlarmEvent, Call } from './call-types.ts';
import { CALLS, useCalls } from './use-calls.ts';

type Props = {
  /** Draws the place; faces know different shapes around it. */
  map(call: Call): ReactNode;
  /** After the person pressed that they have seen it. */
  onSeen(call: Call): void;
  /** Every change of an alarm in sight, called or not. */
  onEvent?(event: AlarmEvent): void;
};

/**
 * Stands around every page of a phone: while somebody's life is in danger and nobody has seen it, the whole screen is
 * the call, with sound, until one of those called presses the button or it is over.
 */
export function CallWatch({ map, onSeen, onEvent }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const client = useQueryClient();
  const calls = useCalls().data;
  const open = (calls ?? []).filter((call) => call.open);
  const [first] = open;
  const known = useRef(new Set<number>());

  const renew = () => void client.invalidateQueries({ queryKey: CALLS });
  useServerEvents<AlarmEvent>(
    '/api/devices/calls/events',
    'alarm',
    (event) => {
      if (event.calls || known.current.has(event.alarm)) renew();
      onEvent?.(event);
    },
    renew,
  );

  useEffect(() => {
    addEventListener('pointerdown', unlockSiren, { once: true });
    return () => {
      removeEventListener('pointerdown', unlockSiren);
      stopSiren();
    };
  }, []);

  // each repetition has a new moment: it sounds again even where somebody had silenced the one before
  const heard = open.map((call) => `${call.alarm}@${call.sentAt}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that matters of the calls
  useEffect(() => {
    for (const call of calls ?? []) known.current.add(call.alarm);
    void dropNotices(open);
    if (open.length === 0) return stopSiren();
    startSiren();
    if (document.visibilityState === 'hidden')
      for (const call of open)
        void showNotice(call, `${text(call.name)} · ${call.deviceName}`, call.place ?? t('kit.call.open'));
  }, [heard]);

  if (!first) return null;
  return <CallCard key={first.alarm} call={first} more={open.length - 1} map={map(first)} onSeen={onSeen} />;
}
