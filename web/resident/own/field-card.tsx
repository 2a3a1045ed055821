import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import type { OwnField, OwnFrom } from './own-types.ts';

/** One thing that is held: its value, sensitive ones only when touched; opened, where it comes from and how to correct it. */
export function FieldCard({ field }: { field: OwnField }) {
  const { t } = useTranslation();
  const text = useText();
  const [shown, setShown] = useState(false);
  const hides = field.masked !== null;
  const value = hides && !shown ? field.masked : field.value;
  return (
    <details className="r-card r-own">
      <summary>
        <span>
          <span className="r-hint">{text(field.name)}</span>
          <strong className="r-number">{text(value) || t('own.nothing')}</strong>
        </span>
        <span className="r-own-more" aria-hidden="true" />
      </summary>
      {hides && field.value && (
        <button type="button" className="r-button r-minor" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'own.hide' : 'own.show')}
        </button>
      )}
      <h3>{t('own.from')}</h3>
      {field.from.length === 0 && <div>{t('own.fromDesk')}</div>}
      <ul className="r-own-from">
        {field.from.map((from) => (
          <li key={from.source.zh}>
            <From from={from} />
          </li>
        ))}
      </ul>
      <Link to="/own/correct/$field" params={{ field: field.key }} className="r-button">
        {t('own.correct')}
      </Link>
    </details>
  );
}

function From({ from }: { from: OwnFrom }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <>
      <strong>
        {text(from.department)} · {text(from.source)}
      </strong>
      <dl className="r-facts">
        <dt>{t('own.seen')}</dt>
        <dd>
          {from.seen}
          {!from.agrees && <span className="r-hint"> {t('own.differs')}</span>}
        </dd>
        <dt>{t('own.why')}</dt>
        <dd>{from.purposes.map((purpose) => text(purpose)).join(t('own.comma'))}</dd>
        <dt>{t('own.basis')}</dt>
        <dd>{text(from.legalBasis)}</dd>
        <dt>{t('own.until')}</dt>
        <dd>{t(from.from === 'vanished' ? 'own.untilGone' : 'own.untilReceived', { n: from.years })}</dd>
      </dl>
    </>
  );
}
