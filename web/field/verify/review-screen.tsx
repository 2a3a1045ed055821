import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { choiceName, questionName } from './name-choice.ts';
import type { Question } from './questions-of.ts';
import type { Answers } from './use-answers.ts';

type Props = {
  questions: readonly Question[];
  answers: Answers;
  note: string;
  onNote(note: string): void;
  onChange(at: number): void;
};

/** All answers before they are sent; touching one goes back to its question. */
export function ReviewScreen({ questions, answers, note, onNote, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <section className="f-card f-visit" aria-labelledby="review">
      <h2 id="review" className="f-title" tabIndex={-1}>
        {t('field.verify.review')}
      </h2>
      <ul className="f-list">
        {questions.map((question, at) => {
          const chosen = question.field.enum?.indexOf(answers[question.key] ?? '') ?? -1;
          return (
            <li key={question.key}>
              <button type="button" className="line" onClick={() => onChange(at)}>
                <span className="grow">
                  {text(questionName(question))}
                  <b className="f-visit-answer">
                    {chosen < 0 ? t('field.verify.open') : text(choiceName(question, chosen))}
                  </b>
                </span>
                <span className="f-note">{t('field.verify.change')}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <label className="f-field">
        <span className="f-label">{t('field.verify.note')}</span>
        <textarea className="f-input" maxLength={500} value={note} onChange={(event) => onNote(event.target.value)} />
      </label>
    </section>
  );
}
