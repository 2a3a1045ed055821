import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { NoticeSwitch } from '../../kit/calls/notice-switch.tsx';
import { currentLanguage, setLanguage } from '../../kit/i18n.ts';
import { signOut, useMe } from '../../kit/session.ts';
import { clearActDrafts } from '../cases/act-draft.ts';
import { Page } from '../parts/page.tsx';
import { setElder, setFontStep, useReading } from '../reading/reading.ts';
import { fontSteps } from '../reading/tokens.ts';
import { clearReportDraft } from '../report/report-draft.ts';
import { AboutMe } from './about-me.tsx';

/** How I read, who I am here, and the way out. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { elder, step } = useReading();
  const { data: me } = useMe();
  const client = useQueryClient();
  const steps = elder ? fontSteps.elder : fontSteps.ordinary;
  const leave = async () => {
    clearActDrafts();
    if (me) await clearReportDraft(me.account);
    await signOut(client);
  };
  return (
    <Page title={t('tab.settings')}>
      <section className="r-card">
        <label className="r-switch">
          <span>
            {t('elder.enter')}
            <span className="r-hint">{t('elder.why')}</span>
          </span>
          <input
            type="checkbox"
            role="switch"
            aria-checked={elder}
            checked={elder}
            onChange={(event) => setElder(event.target.checked)}
          />
        </label>
        <fieldset className="r-choices">
          <legend className="r-label">{t('settings.font')}</legend>
          {steps.map((px, at) => (
            <label key={px}>
              <input type="radio" name="font" checked={step === at} onChange={() => setFontStep(at)} />
              <span>{t(`settings.fonts.${at}`)}</span>
            </label>
          ))}
        </fieldset>
        <fieldset className="r-choices">
          <legend className="r-label">{t('settings.language')}</legend>
          {(['zh-CN', 'en'] as const).map((language) => (
            <label key={language}>
              <input
                type="radio"
                name="language"
                checked={currentLanguage() === language}
                onChange={() => void setLanguage(language)}
              />
              <span lang={language}>{language === 'en' ? 'English' : '中文'}</span>
            </label>
          ))}
        </fieldset>
      </section>
      <section className="r-card" aria-labelledby="settings-notices">
        <h2 id="settings-notices">{t('settings.notices')}</h2>
        <NoticeSwitch face="resident" className="r-button" worker="/resident/sw.js" />
      </section>
      {me && <AboutMe me={me} />}
      <button type="button" className="r-button" onClick={() => void leave()}>
        {t('settings.signOut')}
      </button>
    </Page>
  );
}
