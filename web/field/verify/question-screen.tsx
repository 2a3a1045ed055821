import { CheckOutline } from 'antd-mobile-icons';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { choiceName, questionName } from './name-choice.ts';
import type { Question } from './questions-of.ts';

type Props = { question: Question; at: number; of: number; chosen: string | undefined; onChoose(value: string): void };

/** One question, a button for each answer; touching one is the answer. */
export function QuestionScreen({ question, at, of, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { enum: values = [] } = question.field;
  return (
    <section className="f-card f-visit" aria-labelledby="question">
      <div className="f-visit-where">
        <span className="f-note">{t('field.verify.step', { at: at + 1, of })}</span>
        <progress max={of} value={at + 1} aria-hidden />
      </div>
      <h2 id="question" className="f-title" tabIndex={-1}>
        {text(questionName(question))}
      </h2>
      <div className="f-visit-choices">
        {values.map((value, i) => (
          <button
            key={String(value)}
            type="button"
            className="f-btn"
            aria-pressed={chosen === value}
            onClick={() => onChoose(String(value))}
          >
            {chosen === value && <CheckOutline aria-hidden />}
            {text(choiceName(question, i))}
          </button>
        ))}
      </div>
    </section>
  );
}
