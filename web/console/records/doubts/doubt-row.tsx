import { Link } from '@tanstack/react-router';
import { Button, Tag } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../kit/text.ts';
import { formatWhen } from '../../../kit/time.ts';
import { nameNearArea } from '../../shared/area-tree.ts';
import { useAreas } from '../../shared/use-areas.ts';
import type { Doubt } from './doubt-types.ts';

type Props = { doubt: Doubt; onDrop(doubt: Doubt): void };

/** One doubt: what is asked, where, and what became of it. */
export function DoubtRow({ doubt, onDrop }: Props) {
  const { t, i18n } = useTranslation();
  const areas = useAreas();
  const area = nameNearArea(areas, doubt.area, i18n.language === 'en') || doubt.areaName;
  const text = useText();
  const answer = doubt.question?.choices.find(({ value }) => value === doubt.answer)?.name;
  return (
    <li className="doubt-row">
      <div className="doubt-words">
        <b>{doubt.question ? text(doubt.question.title) : t('doubts.gone')}</b>
        <span className="quiet">
          {doubt.door ? `${doubt.door.label} · ${area}` : `${t('doubts.noDoor')} · ${area}`}
        </span>
        <span>
          <Tag>{t(`doubts.kind.${doubt.kind}`)}</Tag>
          {doubt.answer !== null && (
            <Tag color={doubt.state === 'answered' ? 'success' : 'default'}>
              {t('doubts.answer', { answer: answer ? text(answer) : t('doubts.unknown') })}
            </Tag>
          )}
          {doubt.case !== null && (
            <Link to="/cases/$number" params={{ number: doubt.case }}>
              {t('doubts.inCase', { number: doubt.case })}
            </Link>
          )}
          <span className="quiet"> {progress(doubt, t)}</span>
        </span>
      </div>
      {doubt.state === 'open' && (
        <Button size="small" onClick={() => onDrop(doubt)}>
          {t('doubts.drop')}
        </Button>
      )}
    </li>
  );
}

function progress(doubt: Doubt, t: TFunction): string {
  const note = doubt.note === null ? '' : t(`doubts.note.${doubt.note}`, { defaultValue: doubt.note });
  const when =
    doubt.answeredAt !== null
      ? formatWhen(doubt.answeredAt)
      : doubt.askAfter !== null && doubt.state === 'open'
        ? t('doubts.again', { when: formatWhen(doubt.askAfter) })
        : '';
  return [note, when].filter(Boolean).join(' · ');
}
