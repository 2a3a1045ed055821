import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { useProcedures } from '../shared/use-procedures.ts';

/** The stages of the loop as a line of steps; the present one is marked in words for screen readers too. */
export function StageBar({ procedure, stage, finished }: { procedure: string; stage: string; finished: boolean }) {
  const { t } = useTranslation();
  const text = useText();
  const { procedures } = useProcedures();
  const stages = procedures.find((one) => one.procedure === procedure)?.stages ?? [];
  const at = stages.findIndex((one) => one.key === stage);
  return (
    <ol className="stage-bar" aria-label={t('desk.filterStage')}>
      {stages.map((one, place) => {
        const look = place < at || finished ? 'stage-past' : place === at ? 'stage-now' : 'stage-next';
        return (
          <li
            key={one.key}
            className={place <= at || look === 'stage-now' ? look : 'stage-next'}
            aria-current={place === at ? 'step' : undefined}
          >
            <span className="stage-dot" aria-hidden>
              {place + 1}
            </span>
            {text(one.name)}
          </li>
        );
      })}
    </ol>
  );
}
