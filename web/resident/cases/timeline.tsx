import { useTranslation } from 'react-i18next';
import { type Text, useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { Paragraphs } from '../parts/paragraphs.tsx';
import type { Step } from './case-types.ts';
import { PhotoStrip } from './photo-strip.tsx';

/** Every node of a case, the newest on top: what was done, by whom, when, in which words and pictures. */
export function Timeline({ steps, states }: { steps: Step[]; states: Record<string, { name: Text }> }) {
  const { t } = useTranslation();
  const text = useText();
  const who = (step: Step) =>
    'reporter' in step.who ? t('case.me') : 'system' in step.who ? t('case.system') : step.who.post;
  return (
    <ol className="r-timeline" reversed>
      {[...steps].reverse().map((step) => (
        <li key={step.seq}>
          <div className="r-node">
            <strong>{text(step.name)}</strong>
            {step.fromState !== step.toState && states[step.toState] && (
              <span className="r-hint">→ {text(states[step.toState]?.name)}</span>
            )}
          </div>
          <div className="r-hint">
            {who(step)} · {formatWhen(step.at)}
          </div>
          {step.note && <Paragraphs text={step.note} />}
          {step.seq > 1 && <PhotoStrip files={step.files} />}
        </li>
      ))}
    </ol>
  );
}
