import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import type { OwnRequest } from './own-types.ts';

/** My requests about my data and what became of them; each opens its case. */
export function RequestList({ requests }: { requests: readonly OwnRequest[] }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <section aria-labelledby="own-requests">
      <h2 id="own-requests">{t('own.requests')}</h2>
      <ul className="r-list">
        {requests.map((request) => (
          <li key={request.number}>
            <Link to="/cases/$number" params={{ number: request.number }} className="r-case">
              <span className="r-case-words">
                <strong>{t(`own.kind.${request.kind}`)}</strong>
                {request.field && <span>{text(request.field)}</span>}
                <span className="r-hint">{formatWhen(request.openedAt)}</span>
                <span>{t(`own.outcome.${request.outcome ?? 'open'}`)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
