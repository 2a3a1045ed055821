import { RightOutline } from 'antd-mobile-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SamplePerson } from './sign-in-page.tsx';

const FIRST = 6;

/** The sample's grid workers; a few at once, the others by name or place. */
export function SamplePeople({
  people,
  busy,
  onPick,
}: {
  people: readonly SamplePerson[];
  busy: boolean;
  onPick(account: string): void;
}) {
  const { t } = useTranslation();
  const [word, setWord] = useState('');
  const [all, setAll] = useState(false);
  const workers = people.filter((one) => ['grid_worker', 'department_worker'].includes(one.role));
  const found = workers.filter((one) => `${one.name}${one.areaName}${one.organisation}`.includes(word.trim()));
  return (
    <section className="f-stack">
      <h2 className="f-h2">{t('field.signIn.sample')}</h2>
      {all && (
        <input
          className="f-input"
          aria-label={t('field.signIn.findSample')}
          placeholder={t('field.signIn.findSample')}
          value={word}
          onChange={(event) => setWord(event.target.value)}
        />
      )}
      <ul className="f-list">
        {found.slice(0, all ? 30 : FIRST).map((one) => (
          <li key={one.account}>
            <button type="button" className="line" disabled={busy} onClick={() => onPick(one.account)}>
              <span className="grow">
                {one.name}
                <small>
                  {one.organisation} · {one.areaName}
                </small>
              </span>
              <RightOutline aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      {!all && workers.length > FIRST && (
        <button type="button" className="f-btn plain" onClick={() => setAll(true)}>
          {t('field.signIn.moreSample')}
        </button>
      )}
    </section>
  );
}
