import { useTranslation } from 'react-i18next';
import type { Severity } from './device-types.ts';

const BARS: Record<Severity, number> = { critical: 4, major: 3, minor: 2, warning: 1, indeterminate: 0 };

/** How grave an alarm is: by bars and word, the colour only helps. */
export function SeverityTag({ severity }: { severity: Severity }) {
  const { t } = useTranslation();
  return (
    <span className={`sev sev-${severity}`}>
      <svg viewBox="0 0 16 12" aria-hidden="true" width="16" height="12">
        {[0, 1, 2, 3].map((i) => (
          <rect key={i} x={i * 4} y={9 - i * 3} width="3" height={3 + i * 3} opacity={i < BARS[severity] ? 1 : 0.25} />
        ))}
      </svg>
      {t(`al.sev.${severity}`)}
    </span>
  );
}
