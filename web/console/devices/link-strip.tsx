import { useTranslation } from 'react-i18next';
import { formatLeft, formatWhen } from '../../kit/time.ts';
import type { DeviceCare } from './fleet-types.ts';

const DAYS = 30;
const DAY_MS = 86_400_000;

/** Thirty days as a strip: heard, silent (hatched and lower, not by colour alone), or not known. */
export function LinkStrip({ links }: { links: DeviceCare['links'] }) {
  const { t } = useTranslation();
  const to = Date.now();
  const from = to - DAYS * DAY_MS;
  const spans = links.map((span) => {
    const [since, until] = [Math.max(from, Date.parse(span.since)), span.until ? Date.parse(span.until) : to];
    return {
      ...span,
      x: ((since - from) / (to - from)) * 600,
      width: ((until - since) / (to - from)) * 600,
      ms: until - since,
    };
  });
  const silent = spans.filter((span) => span.link === 'offline');
  const words = t('fl.stripWords', {
    count: silent.length,
    time: formatLeft(silent.reduce((sum, one) => sum + one.ms, 0)),
  });
  return (
    <figure className="fl-strip">
      <figcaption>{t('fl.strip')}</figcaption>
      <svg viewBox="0 0 600 26" preserveAspectRatio="none" role="img" aria-label={words}>
        <rect width="600" height="26" className="fl-strip-unknown" />
        {spans.map((span) => (
          <rect
            key={span.since + span.link}
            x={span.x}
            width={Math.max(1.5, span.width)}
            y={span.link === 'offline' ? 12 : 0}
            height={span.link === 'offline' ? 14 : 26}
            className={`fl-strip-${span.link}`}
          >
            <title>{`${t(`dv.link.${span.link}`)} ${formatWhen(span.since)} · ${formatLeft(span.ms)}`}</title>
          </rect>
        ))}
      </svg>
      {silent.length > 0 && <p className="quiet">{words}</p>}
    </figure>
  );
}
