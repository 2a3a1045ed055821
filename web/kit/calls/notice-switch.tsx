import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allowNotices, noticeState } from './call-notice.ts';

type Props = { className: string; worker?: string };

/** The way to let calls through while the app is in the background; says in words where it stands. */
export function NoticeSwitch({ className, worker }: Props) {
  const { t } = useTranslation();
  const [state, setState] = useState(noticeState);
  if (state !== 'default') return <p>{t(`kit.call.notice.${state}`)}</p>;
  return (
    <>
      <p>{t('kit.call.notice.why')}</p>
      <button type="button" className={className} onClick={() => void allowNotices(worker).then(setState)}>
        {t('kit.call.notice.allow')}
      </button>
    </>
  );
}
