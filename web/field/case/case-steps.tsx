import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import type { CaseStep } from '../offline/case-types.ts';

/** What happened so far, newest first. */
export function CaseSteps({ steps }: { steps: readonly CaseStep[] }) {
  const { t } = useTranslation();
  const text = useText();
  if (!steps.length) return null;
  const who = (step: CaseStep) =>
    step.who.system
      ? t('field.case.system')
      : step.who.reporter
        ? t('field.case.reporter')
        : [step.who.name, step.who.post].filter(Boolean).join(' · ');
  return (
    <section className="f-card">
      <h2>{t('field.case.steps')}</h2>
      <ol className="f-steps">
        {[...steps].reverse().map((step, index) => (
          <li key={step.seq} className={index === 0 ? 'now' : ''}>
            <strong>{text(step.name)}</strong> <span className="who">{formatWhen(step.at)}</span>
            <div className="who">{who(step)}</div>
            {step.note && <p>{step.note}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
