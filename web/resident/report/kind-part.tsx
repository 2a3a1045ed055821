import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import type { PartProps } from './part-props.ts';
import { suggestMatters } from './suggest-matters.ts';
import { useMatters } from './use-matters.ts';

/** Of which kind: proposed from the text, searched, or left to the desk. And whether to stay unnamed. */
export function KindPart({ draft, change }: PartProps) {
  const { t } = useTranslation();
  const text = useText();
  const id = useId();
  const [query, setQuery] = useState('');
  const matters = useMatters();
  const proposed = suggestMatters(matters, query.trim() || draft.description, query ? 8 : 4);
  const chosen = matters.find(({ key }) => key === draft.matter);
  const shown = chosen && !proposed.includes(chosen) ? [chosen, ...proposed] : proposed;
  return (
    <section className="r-card r-form">
      <fieldset className="r-choices">
        <legend className="r-label">
          {t('report.kind')}
          <span className="kit-optional">{t('kit.form.optional')}</span>
        </legend>
        <label>
          <input type="radio" name="matter" checked={draft.matter === null} onChange={() => change({ matter: null })} />
          <span>{t('report.kindOpen')}</span>
        </label>
        {shown.map((matter) => (
          <label key={matter.key}>
            <input
              type="radio"
              name="matter"
              checked={draft.matter === matter.key}
              onChange={() => change({ matter: matter.key })}
            />
            <span>{text(matter.name)}</span>
          </label>
        ))}
      </fieldset>
      <label className="r-label" htmlFor={id}>
        {t('report.kindSearch')}
      </label>
      <input id={id} type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
      {query.trim() !== '' && proposed.length === 0 && (
        <div className="r-hint" role="status">
          {t('report.kindNone')}
        </div>
      )}
      <label className="r-switch">
        <span>
          {t('report.anonymous')}
          <span className="r-hint">{t('report.anonymousWhy')}</span>
        </span>
        <input
          type="checkbox"
          role="switch"
          aria-checked={draft.anonymous}
          checked={draft.anonymous}
          onChange={(event) => change({ anonymous: event.target.checked })}
        />
      </label>
    </section>
  );
}
