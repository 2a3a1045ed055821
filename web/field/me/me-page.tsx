import { useQueryClient } from '@tanstack/react-query';
import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoticeSwitch } from '../../kit/calls/notice-switch.tsx';
import { describeError } from '../../kit/describe-error.ts';
import { currentLanguage, setLanguage } from '../../kit/i18n.ts';
import { signOut } from '../../kit/session.ts';
import { forgetMe } from '../app/use-signed-in.ts';
import { useWorker } from '../app/worker.ts';
import { ConfirmSheet } from '../parts/confirm-sheet.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useOnline } from '../parts/use-online.ts';
import { useOutbox } from '../queries/use-outbox.ts';
import { ChoosePost } from '../sign-in/choose-post.tsx';
import { fieldDatabase } from '../store/field-database.ts';
import { forgetWork } from '../store/forget-work.ts';
import { InstallCard } from './install-card.tsx';
import { chooseTextSize, TEXT_SIZES, textSize } from './text-size.ts';

/** Who is working here, and how the phone should look. */
export function MePage() {
  const { t } = useTranslation();
  const { me, post, account, memory, say } = useWorker();
  const client = useQueryClient();
  const online = useOnline();
  const { items } = useOutbox(account);
  const unsent = items.filter((item) => item.state !== 'sent').length;
  const kept =
    useLiveQuery(() => fieldDatabase.facts.where('key').startsWith(`${memory}/case/`).count(), [memory]) ?? 0;
  const [size, setSize] = useState(textSize);
  const [changing, setChanging] = useState(false);
  const [leaving, setLeaving] = useState(false);

  async function leave(): Promise<void> {
    setLeaving(false);
    try {
      await signOut(client);
    } catch (error) {
      say(describeError(error));
      return;
    }
    forgetMe();
    await forgetWork(account);
  }
  return (
    <>
      <PageHead title={t('field.me.title')} />
      <main className="f-main">
        <div className="f-pad">
          <section className="f-card f-stack">
            <h2 className="f-title">{me.name}</h2>
            <dl className="f-facts">
              <dt>{t('field.me.post')}</dt>
              <dd>{post ? `${post.name} · ${post.areaName}` : t('field.signIn.noPost')}</dd>
              <dt>{t('field.me.storage')}</dt>
              <dd>{t('field.me.storageLine', { cases: kept })}</dd>
            </dl>
            {me.posts.length > 1 && (
              <button type="button" className="f-btn" onClick={() => setChanging(true)}>
                {t('field.me.changePost')}
              </button>
            )}
          </section>
          <section className="f-card f-stack">
            <h2>{t('field.me.text')}</h2>
            <div className="f-seg">
              {TEXT_SIZES.map((one, index) => (
                <button
                  key={one}
                  type="button"
                  className="f-btn plain"
                  aria-pressed={size === one}
                  onClick={() => {
                    chooseTextSize(one);
                    setSize(one);
                  }}
                >
                  {t(`field.me.textSteps.${['a', 'b', 'c'][index]}`)}
                </button>
              ))}
            </div>
            <h2>{t('field.me.language')}</h2>
            <div className="f-seg">
              {(['zh-CN', 'en'] as const).map((language) => (
                <button
                  key={language}
                  type="button"
                  lang={language}
                  className="f-btn plain"
                  aria-pressed={currentLanguage() === language}
                  onClick={() => void setLanguage(language)}
                >
                  {language === 'en' ? 'English' : '中文'}
                </button>
              ))}
            </div>
          </section>
          {me.permissions.includes('call.answer') && (
            <section className="f-card f-stack">
              <h2>{t('field.me.notices')}</h2>
              <NoticeSwitch face="field" className="f-btn" />
            </section>
          )}
          <InstallCard />
          <button type="button" className="f-btn danger" disabled={!online} onClick={() => setLeaving(true)}>
            {t(online ? 'field.me.signOut' : 'field.me.signOutNoNet')}
          </button>
        </div>
      </main>
      <Sheet open={changing} title={t('field.me.changePost')} onClose={() => setChanging(false)}>
        <ChoosePost posts={me.posts} onChosen={() => setChanging(false)} />
      </Sheet>
      <ConfirmSheet
        open={leaving}
        title={t('field.me.signOutSure')}
        hint={unsent > 0 ? t('field.me.signOutQueued', { count: unsent }) : t('field.me.signOutClean')}
        yes={t('field.me.signOut')}
        danger
        onYes={() => void leave()}
        onNo={() => setLeaving(false)}
      />
    </>
  );
}
