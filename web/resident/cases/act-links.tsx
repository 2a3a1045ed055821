import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ActOffer } from '../../kit/act-form.tsx';
import { useText } from '../../kit/text.ts';
import type { CaseDetail } from './case-types.ts';

const weight: Record<ActOffer['style'], number> = { primary: 0, normal: 1, minor: 2, danger: 3 };

/** What the server offers to do now: first what is expected, last what ends the matter. */
export function ActLinks({ row }: { row: CaseDetail }) {
  const { t } = useTranslation();
  const text = useText();
  const offers = [...row.acts].sort((a, b) => weight[a.style] - weight[b.style]);
  if (offers.length === 0) return null;
  return (
    <nav className="r-acts" aria-label={t('case.acts')}>
      {offers.map((offer) => (
        <Link
          key={offer.act}
          to="/cases/$number/$act"
          params={{ number: row.number, act: offer.act }}
          className={`r-button r-${offer.style}`}
        >
          {text(offer.name)}
        </Link>
      ))}
    </nav>
  );
}
