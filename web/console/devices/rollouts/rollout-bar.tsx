import { useTranslation } from 'react-i18next';
import type { Part } from './sum-counts.ts';

type Props = { parts: { part: Part; devices: number }[]; legend?: boolean };

/** How far devices are, as one bar with its numbers in words; colour is never alone. */
export function RolloutBar({ parts, legend = true }: Props) {
  const { t } = useTranslation();
  const words = parts.map(({ part, devices }) => `${t(`ro.part.${part}`)} ${devices}`);
  return (
    <div>
      <div className="ro-bar" role="img" aria-label={words.join(', ')}>
        {parts.map(({ part, devices }) => (
          <i key={part} className={`ro-${part}`} style={{ flexGrow: devices }} />
        ))}
      </div>
      {legend && (
        <ul className="ro-legend">
          {parts.map(({ part, devices }) => (
            <li key={part} className="nums">
              <i className={`ro-dot ro-${part}`} aria-hidden />
              {t(`ro.part.${part}`)} {devices}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
