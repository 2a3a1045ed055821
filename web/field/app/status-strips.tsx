import { ForbidFill, GiftOutline, LockOutline } from 'antd-mobile-icons';
import { useTranslation } from 'react-i18next';
import { useOnline } from '../parts/use-online.ts';

type Props = { signedOut: boolean; onSignIn(): void; update: (() => void) | undefined };

/** What the worker should know on every page: no network, sign-in ran out, a new version is ready. */
export function StatusStrips({ signedOut, onSignIn, update }: Props) {
  const { t } = useTranslation();
  const online = useOnline();
  return (
    <div role="status">
      {!online && (
        <div className="f-strip">
          <ForbidFill aria-hidden />
          {t('field.offline')}
        </div>
      )}
      {online && signedOut && (
        <div className="f-strip late">
          <LockOutline aria-hidden />
          {t('field.outbox.signIn')}
          <button type="button" onClick={onSignIn}>
            {t('field.signIn.go')}
          </button>
        </div>
      )}
      {update && (
        <div className="f-strip news">
          <GiftOutline aria-hidden />
          {t('field.update')}
          <button type="button" onClick={update}>
            {t('field.updateNow')}
          </button>
        </div>
      )}
    </div>
  );
}
