import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { currentLanguage, setLanguage } from '../../kit/i18n.ts';
import { ME } from '../../kit/session.ts';
import { ElderSwitch } from '../home/elder-switch.tsx';
import { Icon } from '../parts/icon.tsx';
import { PhoneSignIn } from './phone-sign-in.tsx';

/** The first thing a newcomer sees: what this is, the elder version, and a code to the phone instead of a password. */
export function SignInPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const other = currentLanguage() === 'en' ? ('zh-CN' as const) : ('en' as const);
  return (
    <div className="r-app r-signin">
      <header className="r-brand">
        <h1>
          <img src="/kit/gewu.svg" alt="" />
          {t('brand')}
        </h1>
        <ElderSwitch />
      </header>
      <main className="r-main">
        <div className="r-lead">{t('signIn.lead')}</div>
        <PhoneSignIn onDone={() => void client.invalidateQueries({ queryKey: ME })} />
        <a className="r-call" href="tel:12345">
          <Icon name="phone" />
          {t('signIn.phone')}
        </a>
        <button type="button" className="r-link" lang={other} onClick={() => void setLanguage(other)}>
          {other === 'en' ? 'English' : '中文'}
        </button>
      </main>
    </div>
  );
}
