import { useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { useWorker } from '../app/worker.ts';
import { sendAct } from '../case/send-act.ts';
import { tellSent } from '../case/tell-sent.ts';
import { predictCase } from '../offline/predict-case.ts';
import { useGo } from '../parts/field-link.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useCase, useDeclarations } from '../queries/use-case.ts';
import { useOutbox } from '../queries/use-outbox.ts';
import { QuestionScreen } from './question-screen.tsx';
import { questionsOf } from './questions-of.ts';
import { ReviewScreen } from './review-screen.tsx';
import { useAnswers } from './use-answers.ts';

const ACT = 'answer';

/** A visit at the door: one question a screen, then all answers at a glance, then into the outbox. Works without network. */
export function VerifyPage() {
  const { t } = useTranslation();
  const text = useText();
  const worker = useWorker();
  const go = useGo();
  const { number = '' } = useParams({ strict: false }) as { number?: string };
  const found = useCase(worker, number);
  const declarations = useDeclarations().data?.value;
  const { items } = useOutbox(worker.account);
  const { answers, answer, forget } = useAnswers(number);
  const [at, setAt] = useState<number>();
  const [note, setNote] = useState('');
  const main = useRef<HTMLElement>(null);

  const detail = found.data?.value;
  const waiting = items.flatMap((item) =>
    item.kind === 'act' && item.lane === number && item.state !== 'sent' ? [item.body] : [],
  );
  const declaration = declarations?.find((one) => one.procedure === detail?.procedure);
  const offer =
    detail && predictCase(detail, worker.post?.id, waiting, declaration).acts.find((one) => one.act === ACT);
  const questions = offer ? questionsOf(offer.ask, detail.attributes) : [];
  // where one left off: the first question without an answer
  const open = questions.findIndex(({ key }) => answers?.[key] === undefined);
  const here = at ?? (open < 0 ? questions.length : open);
  useEffect(() => {
    if (at === undefined) return;
    main.current?.scrollTo(0, 0);
    main.current?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }, [at]);

  if (!detail || !offer || questions.length === 0 || answers === undefined) {
    const waits = found.isPending || answers === undefined;
    return (
      <>
        <PageHead title="" back />
        <main className="f-main">
          <p className="f-empty">{t(waits ? 'field.loading' : offer ? 'field.verify.notHere' : 'field.case.noActs')}</p>
        </main>
      </>
    );
  }
  const question = questions[here];

  async function choose(key: string, value: string): Promise<void> {
    await answer(key, value);
    const next = questions.findIndex((one, i) => i > here && answers?.[one.key] === undefined);
    setAt(next < 0 ? questions.length : next);
  }
  async function send(): Promise<void> {
    if (!detail || !offer) return;
    const id = await sendAct(worker, detail, offer, { ...answers, note: note.trim() }, [], undefined);
    await forget();
    void tellSent(worker, id);
    go(`/case/${number}`, true);
  }

  return (
    <>
      <PageHead title={text(offer.name)} back />
      <main className="f-main" ref={main}>
        <div className="f-pad">
          <p className="f-note">{detail.place ?? detail.title}</p>
          {question ? (
            <>
              <QuestionScreen
                question={question}
                at={here}
                of={questions.length}
                chosen={answers[question.key]}
                onChoose={(value) => void choose(question.key, value)}
              />
              <p className="f-note">{t('field.verify.masked')}</p>
            </>
          ) : (
            <ReviewScreen questions={questions} answers={answers} note={note} onNote={setNote} onChange={setAt} />
          )}
        </div>
      </main>
      <div className="f-foot">
        <button type="button" className="f-btn plain" disabled={here === 0} onClick={() => setAt(here - 1)}>
          {t('field.verify.back')}
        </button>
        {question ? (
          <button
            type="button"
            className="f-btn plain"
            disabled={answers[question.key] === undefined}
            onClick={() => setAt(here + 1)}
          >
            {t('field.verify.next')}
          </button>
        ) : (
          <button type="button" className="f-btn primary" disabled={open >= 0} onClick={() => void send()}>
            {t('field.verify.send')}
          </button>
        )}
      </div>
    </>
  );
}
