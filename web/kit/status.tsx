import { useTranslation } from 'react-i18next';
import './status.css';
import { formatLeft } from './time.ts';

type Tone = 'open' | 'wait' | 'work' | 'good' | 'off';
const tones: Record<string, Tone> = {
  supplementing: 'wait',
  rating: 'wait',
  suspended: 'wait',
  handling: 'work',
  handled: 'work',
  verifying: 'work',
  closed: 'good',
  archived: 'good',
  declined: 'off',
  withdrawn: 'off',
  void: 'off',
};
// One drawing a tone, so that greyscale and colour-blind readers tell them apart beside the words.
const drawings: Record<Tone, string> = {
  open: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z',
  wait: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 3v3.4l2.4 1.6',
  work: 'M3 8h8M8 4.5 11.5 8 8 11.5',
  good: 'M3 8.5 6.5 12 13 4.5',
  off: 'M4 4l8 8M12 4l-8 8',
};

/** The state of a case: colour, drawing and words. `name` is the state's name in the reader's language. */
export function StateTag({ state, name }: { state: string; name: string }) {
  const tone = tones[state] ?? 'open';
  return (
    <span className={`kit-state kit-state-${tone}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={drawings[tone]} />
      </svg>
      {name}
    </span>
  );
}

type LeftProps = { leftMs: number | null; overdue: boolean; warned: boolean };

/** The time left in the present stage, in words: 剩 2 小时, 将到期, 超时 3 天. Nothing where no clock runs. */
export function LeftChip({ leftMs, overdue, warned }: LeftProps) {
  const { t } = useTranslation();
  if (leftMs === null) return null;
  const late = overdue || leftMs < 0;
  const kind = late ? 'late' : warned ? 'soon' : 'left';
  return (
    <span className={`kit-left kit-left-${kind}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={late ? 'M8 2 15 14H1L8 2Zm0 4v4m0 2v.5' : 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 3v3.4l2.4 1.6'} />
      </svg>
      {t(`kit.${kind}`, { time: formatLeft(leftMs) })}
    </span>
  );
}
