import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import type { Bin } from './bins-types.ts';
import { FullTag } from './full-tag.tsx';

/** A bin by name, with what it holds, what is foreseen and why. @param hours how far ahead */
export function BinFacts({ bin, hours, why }: { bin: Bin; hours: number; why?: string | undefined }) {
  const { t } = useTranslation();
  const text = useText();
  const then = bin.ahead.find((one) => one.hours === hours);
  const percent = (value: number | null) => Math.round(value ?? 0);
  return (
    <div className="bn-facts">
      <div className="bn-name">
        <Link to="/devices/list/$id" params={{ id: String(bin.id) }}>
          {bin.name}
        </Link>
        <FullTag bin={bin} />
        {bin.link === 'offline' && <span className="bn-offline">{t('bn.offline')}</span>}
      </div>
      <div className="bn-figures nums">
        <span>{bin.level === null ? t('bn.camera') : t('bn.now', { level: percent(bin.level) })}</span>
        {then && then.fill !== null && (
          <span>
            {t('bn.then', { n: hours, fill: percent(then.fill), low: percent(then.low), high: percent(then.high) })}
          </span>
        )}
        {then && <span>{t('bn.chance', { chance: Math.round(then.overflow * 100) })}</span>}
        {bin.emptiedAt && <span>{t('bn.emptied', { when: formatWhen(bin.emptiedAt) })}</span>}
      </div>
      <p className="bn-why">{why ?? text(bin.words)}</p>
    </div>
  );
}
