import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noticeState } from './call-notice.ts';
import { type Face, readPush, switchPushOn } from './push-phone.ts';

type Props = {
  face: Face;
  /** Classes of the card, the row of its two buttons, and each of them. */
  card: string;
  row: string;
  yes: string;
  no: string;
  worker?: string;
  /** Why just now; the general reason otherwise. */
  why?: string;
};

const LATER = 'gewu-notice-later';

/** Offers once, where it makes sense, to tell this phone while the app is closed; who says later is not asked again. */
export function NoticeOffer({ face, card, row, yes, no, worker, why }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    // asked before, or not to be asked: the switch in the settings stays
    if (noticeState() === 'default' && localStorage.getItem(LATER) === null)
      void readPush().then((state) => setOpen(state === 'off'));
  }, []);
  if (!open) return null;
  const close = () => {
    localStorage.setItem(LATER, '1');
    setOpen(false);
  };
  return (
    <section className={card} aria-label={t('kit.call.notice.allow')}>
      <p>{why ?? t('kit.call.notice.off')}</p>
      <div className={row}>
        <button
          type="button"
          className={yes}
          onClick={() => void switchPushOn(face, worker).finally(() => setOpen(false))}
        >
          {t('kit.call.notice.allow')}
        </button>
        <button type="button" className={no} onClick={close}>
          {t('kit.call.notice.later')}
        </button>
      </div>
    </section>
  );
}
