import { useParams } from '@tanstack/react-router';
import { ExclamationCircleFill, UploadOutline } from 'antd-mobile-icons';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { useWorker } from '../app/worker.ts';
import { predictCase } from '../offline/predict-case.ts';
import { LeftChip } from '../parts/left-chip.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useNow } from '../parts/use-now.ts';
import { useCase, useDeclarations, useSteps } from '../queries/use-case.ts';
import { useOutbox } from '../queries/use-outbox.ts';
import { isRefusal } from '../store/recall.ts';
import { ActBar } from './act-bar.tsx';
import { CallReporter } from './call-reporter.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CasePhotos } from './case-photos.tsx';
import { CaseSteps } from './case-steps.tsx';
import { CaseWaiting } from './case-waiting.tsx';

/** One case: what it is, where, what happened, and what the worker may do now. */
export function CasePage() {
  const { t } = useTranslation();
  const text = useText();
  const now = useNow();
  const worker = useWorker();
  const { number = '' } = useParams({ strict: false }) as { number?: string };
  const found = useCase(worker, number);
  const steps = useSteps(worker, number);
  const declarations = useDeclarations().data?.value;
  const { items } = useOutbox(worker.account);

  if (!found.data) {
    const message = found.isPending ? 'field.loading' : isRefusal(found.error) ? 'field.gone' : 'field.failed';
    return (
      <>
        <PageHead title="" back />
        <main className="f-main">
          <p className="f-empty">{t(message)}</p>
        </main>
      </>
    );
  }
  const detail = found.data.value;
  const declaration = declarations?.find((one) => one.procedure === detail.procedure);
  const waiting = items.filter((item) => item.lane === number && item.state !== 'sent');
  const bodies = waiting.flatMap((item) => (item.kind === 'act' ? [item.body] : []));
  const refused = waiting.find((item) => item.state === 'refused');
  const next = predictCase(detail, worker.post?.id, bodies, declaration);
  const state = declaration?.states[next.state]?.name;

  return (
    <>
      <PageHead title={state ? text(state) : next.state} back />
      <main className="f-main">
        <div className="f-pad">
          <section className="f-card">
            <h2 className="f-title">{detail.title}</h2>
            <div className="f-chips">
              <LeftChip row={detail} now={now} />
              {detail.urgency !== 'normal' && (
                <span className="f-chip critical">
                  <ExclamationCircleFill aria-hidden />
                  {t(`field.urgency.${detail.urgency}`)}
                </span>
              )}
            </div>
            {detail.description !== detail.title && <p className="f-story">{detail.description}</p>}
            {!found.data.fresh && (
              <p className="f-note">
                {t('field.remembered', { when: formatWhen(new Date(found.data.at).toISOString()) })}
              </p>
            )}
          </section>
          {waiting.length > 0 && <CaseWaiting items={waiting} />}
          <CaseFacts detail={detail} />
          {detail.contact && <CallReporter detail={detail} />}
          <CasePhotos detail={detail} steps={steps.data?.value ?? []} />
          <CaseSteps steps={steps.data?.value ?? []} />
        </div>
      </main>
      {refused ? (
        <p className="f-foot f-bad">
          <UploadOutline aria-hidden /> {t('field.case.blocked')}
        </p>
      ) : (
        <ActBar detail={detail} offers={next.acts} predicted={next.predicted} />
      )}
    </>
  );
}
