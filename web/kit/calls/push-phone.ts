import { api } from '../api.ts';
import { currentLanguage } from '../i18n.ts';
import { noticeState } from './call-notice.ts';

export type Face = 'field' | 'resident' | 'console';
/**
 * Whether this phone is told: `on` also while the app is closed; `open` only while it is open; `off` not told by the
 * person's own choice or not asked yet; `denied` by the browser's settings; `none` where the browser cannot.
 */
export type PushState = 'on' | 'open' | 'off' | 'denied' | 'none';

/** Where it stands on this phone, without asking anybody. */
export async function readPush(): Promise<PushState> {
  const notice = noticeState();
  if (notice === 'none' || notice === 'denied') return notice;
  if (notice === 'default') return 'off';
  return (await subscription()) ? 'on' : 'off';
}

/**
 * Tells the server that this phone is still there, for whoever is signed in now and in the language of now; a phone that
 * was never switched on stays as it is.
 */
export async function renewPush(face: Face): Promise<void> {
  const known = await subscription();
  if (known) await keep(known, face);
}

/**
 * Asks for leave to show notices, then lets the phone be told while the app is closed. Where the server or the browser
 * has no way for that, notices of the open page are what is left.
 * @param worker address of the service worker to register, or none where the face registers its own
 */
export async function switchPushOn(face: Face, worker?: string): Promise<PushState> {
  const answer = await Notification.requestPermission();
  if (answer !== 'granted') return answer === 'denied' ? 'denied' : 'off';
  try {
    const known = await navigator.serviceWorker.getRegistration();
    if (!known && worker) await navigator.serviceWorker.register(worker);
    else if (!known) return 'open';
    const { key } = await api<{ key: string | null }>('GET', '/push');
    if (key === null) return 'open';
    const { pushManager } = await navigator.serviceWorker.ready;
    // one that is bound to the key of another installation can be told nothing by this one
    await (await pushManager.getSubscription())?.unsubscribe();
    await keep(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }), face);
    return 'on';
  } catch {
    return 'open';
  }
}

/** Tells this phone nothing any more while the app is closed; also when its person signs out. */
export async function switchPushOff(): Promise<void> {
  const known = await subscription();
  if (!known) return;
  await api('POST', '/push/forget', { endpoint: known.endpoint });
  await known.unsubscribe();
}

async function subscription(): Promise<PushSubscription | null> {
  if (noticeState() !== 'granted') return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

async function keep(known: PushSubscription, face: Face): Promise<void> {
  const { endpoint, keys } = known.toJSON();
  const language = currentLanguage() === 'en' ? 'en' : 'zh';
  await api('POST', '/push', { endpoint, keys: { p256dh: keys?.p256dh, auth: keys?.auth }, face, language });
}
