import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Chromium's offer to install; other browsers do it from their menu. */
type InstallOffer = Event & { prompt(): Promise<unknown> };

let offer: InstallOffer | undefined;
window.addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  offer = event as InstallOffer;
  window.dispatchEvent(new Event('gewu-installable'));
});

/** How to put the face on the home screen: with one tap where the browser lets us, in words elsewhere. */
export function InstallCard() {
  const { t } = useTranslation();
  const [can, setCan] = useState(offer !== undefined);
  useEffect(() => {
    const renew = () => setCan(offer !== undefined);
    window.addEventListener('gewu-installable', renew);
    return () => window.removeEventListener('gewu-installable', renew);
  }, []);
  const installed = window.matchMedia('(display-mode: standalone)').matches;
  async function install(): Promise<void> {
    await offer?.prompt();
    offer = undefined;
    setCan(false);
  }
  return (
    <section className="f-card f-stack">
      <h2>{t('field.me.install')}</h2>
      {can ? (
        <button type="button" className="f-btn" onClick={() => void install()}>
          {t('field.me.installNow')}
        </button>
      ) : (
        <p className="f-note">{t(installed ? 'field.me.installed' : 'field.me.installHint')}</p>
      )}
    </section>
  );
}
