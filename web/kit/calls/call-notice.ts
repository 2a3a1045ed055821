import type { Call } from './call-types.ts';

export type NoticeState = 'granted' | 'denied' | 'default' | 'none';

/** Whether the phone may show a notice while the app is in the background; `none` where it cannot. */
export function noticeState(): NoticeState {
  return 'Notification' in window && 'serviceWorker' in navigator ? Notification.permission : 'none';
}

/**
 * A notice over other apps; the same alarm replaces its notice and sounds again. One that was pushed for the same
 * repetition stays.
 */
export async function showNotice(call: Call, title: string, body: string): Promise<void> {
  if (noticeState() !== 'granted') return;
  const registration = await navigator.serviceWorker.getRegistration();
  const shown = (await registration?.getNotifications({ tag: tagOf(call) })) ?? [];
  if (shown.some(({ data }) => data?.call?.sentAt === call.sentAt)) return;
  await registration?.showNotification(title, {
    body,
    tag: tagOf(call),
    icon: '/kit/gewu.svg',
    data: { call: { alarm: call.alarm, sentAt: call.sentAt } },
    requireInteraction: true,
    // not yet in TypeScript's own list: sounds and shakes again when replaced
    ...({ renotify: true, vibrate: [500, 200, 500, 200, 500] } as object),
  });
}

/** Takes the notices of alarms away that call no more. @param open alarms that still call */
export async function dropNotices(open: readonly Call[]): Promise<void> {
  if (noticeState() !== 'granted') return;
  const registration = await navigator.serviceWorker.getRegistration();
  const kept = new Set(open.map(tagOf));
  for (const notice of (await registration?.getNotifications()) ?? [])
    if (notice.tag.startsWith('call-') && !kept.has(notice.tag)) notice.close();
}

const tagOf = (call: Call): string => `call-${call.alarm}`;
