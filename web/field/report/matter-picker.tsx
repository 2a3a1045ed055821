import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { Sheet } from '../parts/sheet.tsx';
import type { Matter } from '../queries/use-catalogue.ts';
import { findMatters } from './find-matters.ts';

type Props = { open: boolean; matters: readonly Matter[]; onPick(key: string): void; onClose(): void };

/** Finds a matter by a word of its name or class; works on what the phone remembers. */
export function MatterPicker({ open, matters, onPick, onClose }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const [word, setWord] = useState('');
  const choose = (key: string) => {
    onPick(key);
    onClose();
  };
  return (
    <Sheet open={open} title={t('field.report.find')} onClose={onClose}>
      <input
        className="f-input"
        type="search"
        aria-label={t('field.report.findHint')}
        placeholder={t('field.report.findHint')}
        value={word}
        onChange={(event) => setWord(event.target.value)}
      />
      <ul className="f-list f-tall">
        {findMatters(matters, word).map((matter) => (
          <li key={matter.key}>
            <button type="button" className="line" onClick={() => choose(matter.key)}>
              <span className="grow">
                {text(matter.name)}
                <small>{matter.classes.slice(0, 2).map(text).join(' · ')}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="f-btn plain" onClick={() => choose('')}>
        {t('field.report.noMatter')}
      </button>
    </Sheet>
  );
}
