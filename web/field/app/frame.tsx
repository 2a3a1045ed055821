import { Outlet } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SampleBanner } from '../../kit/sample-banner.tsx';
import { registerWorker } from '../pwa/register-worker.ts';
import { ChoosePost } from '../sign-in/choose-post.tsx';
import { SignInPage } from '../sign-in/sign-in-page.tsx';
import { LiveCalls } from './live-calls.tsx';
import { LiveTasks } from './live-tasks.tsx';
import { StatusStrips } from './status-strips.tsx';
import { TabBar } from './tab-bar.tsx';
import { type Said, Toast } from './toast.tsx';
import { useOutboxRunner } from './use-outbox-runner.ts';
import { useSignedIn } from './use-signed-in.ts';
import { type Worker, WorkerContext } from './worker.ts';

/** The whole face: sign-in until somebody is known, then the pages between strips and tabs. */
export function Frame() {
  const { t } = useTranslation();
  const signed = useSignedIn();
  const [said, setSaid] = useState<Said | null>(null);
  const [update, setUpdate] = useState<{ apply(): void } | null>(null);
  const [again, setAgain] = useState(false);
  const me = signed?.me;
  const post = signed?.post ?? null;
  const runner = useOutboxRunner(me?.account);

  useEffect(() => registerWorker((apply) => setUpdate({ apply })), []);
  const worker = useMemo<Worker | null>(
    () =>
      me
        ? {
            me,
            account: me.account,
            post,
            memory: `${me.account}/${post?.id ?? 0}`,
            push: runner.push,
            say: (text, action) => setSaid({ text, ...(action && { action }), key: Date.now() }),
          }
        : null,
    [me, post, runner.push],
  );

  const done = () => {
    setAgain(false);
    runner.resume();
  };

  if (signed === undefined) return <p className="f-empty">{t('field.loading')}</p>;
  if (!worker || again) return <SignInPage again={again || runner.signedOut} onDone={done} />;
  if (worker.me.kind !== 'staff') return <SignInPage notStaff onDone={done} />;
  if (signed?.needsPost) return <ChoosePost posts={worker.me.posts} />;
  return (
    <WorkerContext.Provider value={worker}>
      <div className="f-app">
        <aside aria-label={t('field.sampleNote')}>
          <SampleBanner />
        </aside>
        <StatusStrips signedOut={runner.signedOut} onSignIn={() => setAgain(true)} update={update?.apply} />
        <Outlet />
        <TabBar />
        <LiveTasks key={worker.memory} />
        {worker.me.permissions.includes('call.answer') && <LiveCalls key={`calls ${worker.memory}`} />}
        {said && <Toast said={said} onGone={() => setSaid(null)} />}
      </div>
    </WorkerContext.Provider>
  );
}
