import { useTranslation } from 'react-i18next';
import { useText } from '../../../kit/text.ts';
import { Facts } from '../../shared/facts.tsx';
import type { Definition } from './indicator-types.ts';

/** What each rate is made of, in words. */
export function Definitions({ definitions }: { definitions: Definition[] }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <section className="panel panel-body ind-definitions" aria-labelledby="ind-definitions">
      <h2 id="ind-definitions" className="panel-title">
        {t('ind.definitions')}
      </h2>
      <Facts
        rows={definitions.map((one) => [
          text(one.name),
          <>
            {t('ind.definition', { numerator: text(one.numerator), denominator: text(one.denominator) })}
            {one.six !== null && <span className="quiet"> · {t('ind.six', { n: one.six })}</span>}
          </>,
        ])}
      />
      <p className="quiet">{t('ind.definitionNote')}</p>
    </section>
  );
}
