import { useTranslation } from 'react-i18next';
import { useText } from '../../../kit/text.ts';
import type { Indicators } from './indicator-types.ts';
import { NumberLink } from './number-link.tsx';
import { RateCell } from './rate-cell.tsx';

type Props = { data: Indicators; chosen: string; onChoose: (indicator: string) => void };

/** The whole at a glance: volume, time to reply, and every rate. A card's name chooses what chart and map show. */
export function TotalCards({ data, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { total, reply } = data;
  return (
    <ul className="ind-cards">
      <li className="ind-card">
        <span className="ind-card-name">{t('ind.cases')}</span>
        <span className="rate">
          <b>
            <NumberLink n={total.cases} query={total.query} fact="counted" what={t('ind.cases')} />
          </b>
          <span className="rate-parts">{total.excluded > 0 && t('ind.excluded', { n: total.excluded })}</span>
        </span>
      </li>
      <li className="ind-card">
        <span className="ind-card-name">{t('ind.dispatched')}</span>
        <span className="rate">
          <b>
            <NumberLink n={total.dispatched} query={total.query} fact="dispatched" what={t('ind.dispatched')} />
          </b>
          <span className="rate-parts">{total.suspended > 0 && t('ind.suspended', { n: total.suspended })}</span>
        </span>
      </li>
      <li className="ind-card">
        <span className="ind-card-name">{t('ind.reply')}</span>
        <span className="rate">
          <b className="nums">{reply.hours === null ? '—' : formatHours(reply.hours, t)}</b>
          <span className="rate-parts">
            {t('ind.replies', { n: reply.replies.toLocaleString() })}
            {!reply.exact && t('ind.about')}
          </span>
        </span>
      </li>
      {data.definitions.map((definition) => (
        <li key={definition.key} className={definition.key === chosen ? 'ind-card ind-card-here' : 'ind-card'}>
          <button
            type="button"
            className="ind-card-name ind-card-choose"
            aria-pressed={definition.key === chosen}
            onClick={() => onChoose(definition.key)}
          >
            {text(definition.name)}
          </button>
          <RateCell row={total} definition={definition} />
        </li>
      ))}
    </ul>
  );
}

function formatHours(hours: number, t: (key: string, values: Record<string, string>) => string): string {
  return hours >= 48 ? t('ind.days', { n: (hours / 24).toFixed(1) }) : t('ind.hours', { n: hours.toFixed(1) });
}
