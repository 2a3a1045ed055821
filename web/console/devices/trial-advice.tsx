import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { addTexts } from '../manage/add-texts.ts';
import { trialTexts } from './trial-texts.ts';
import type { Scope } from './trial-types.ts';
import { useAdvice } from './use-trials.ts';

addTexts(trialTexts);
const DAYS = 90;

type Props = { scope: Scope; onTry: (type: string, key: string, to: number) => void };

/** Thresholds that would have spared false alarms, with the evidence; nothing where none was false. */
export function TrialAdvice({ scope, onTry }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { data } = useAdvice(scope, DAYS);
  if (!data || data.length === 0) return null;
  return (
    <section className="panel panel-body" aria-labelledby="tr-advice">
      <h2 id="tr-advice" className="panel-title">
        {t('tr.advice')}
      </h2>
      <ul className="tr-advice">
        {data.map(({ type, name, life, advice, small, ...judged }) => (
          <li key={type}>
            {advice ? (
              <>
                <b>
                  {t('tr.adviceFor', {
                    rule: text(name),
                    name: text(advice.name),
                    now: withUnit(advice.now, advice.unit),
                    to: withUnit(advice.to, advice.unit),
                  })}
                </b>
                <span>{t('tr.adviceGone', { gone: advice.gone, judged: judged.false, kept: judged.true })}</span>
                {advice.costs && (
                  <span>
                    {t('tr.adviceCosts', { at: withUnit(advice.costs.at, advice.unit), missed: advice.costs.missed })}
                  </span>
                )}
              </>
            ) : (
              <span>{t('tr.adviceNone', { rule: text(name) })}</span>
            )}
            {small && <span className="quiet">{t('tr.few')}</span>}
            {life && <span className="quiet">{t('tr.adviceLife')}</span>}
            {advice && (
              <Button size="small" onClick={() => onTry(type, advice.key, advice.to)}>
                {t('tr.adviceTry')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className="quiet">{t('tr.adviceOnly')}</p>
    </section>
  );
}

const withUnit = (value: number, unit: string | null): string => (unit ? `${value} ${unit}` : String(value));
