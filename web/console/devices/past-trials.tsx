import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import type { Choices, Scope } from './trial-types.ts';
import { usePastTrials } from './use-trials.ts';

/** What was tried here before, by whom, and whether it was switched on. */
export function PastTrials({ scope, choices }: { scope: Scope; choices: Choices }) {
  const { t } = useTranslation();
  const text = useText();
  const { data } = usePastTrials(scope);
  return (
    <section className="panel panel-body" aria-labelledby="tr-past">
      <h2 id="tr-past" className="panel-title">
        {t('tr.past')}
      </h2>
      {data?.length === 0 && <p className="quiet">{t('tr.noPast')}</p>}
      <ul className="tr-advice">
        {data?.map((trial) => {
          const rule = choices.rules.find((one) => one.type === trial.type);
          const set = Object.entries(trial.attributes).map(([key, value]) => {
            const threshold = rule?.attributes.find((one) => one.key === key);
            const name = threshold ? text(threshold.name) : key;
            return `${name} ${value === null ? t('tr.reset') : `${value} ${threshold?.unit ?? ''}`}`.trim();
          });
          return (
            <li key={trial.id}>
              <b>{set.join('、')}</b>
              <span>
                {rule ? text(rule.name) : trial.type} · {t('tr.lastDays', { count: trial.days })} ·{' '}
                {t('tr.figures', trial.outcome)}
              </span>
              <span className="quiet">
                {trial.by} · {formatWhen(trial.at)} ·{' '}
                {trial.appliedAt
                  ? t('tr.appliedBy', { who: trial.appliedBy, when: formatWhen(trial.appliedAt) })
                  : t('tr.notApplied')}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
