import { useTranslation } from 'react-i18next';
import type { Bin } from './bins-types.ts';
import { type Urgency, urgencyOf } from './bins-urgency.ts';

/** A bin as full as it will be by then: told apart by the filling of the sign and by words. */
const SIGN: Record<Urgency, string> = { now: '●', day: '◕', soon: '◑', later: '○' };

/** How soon a bin is full, as a sign with its words. */
export function FullTag({ bin }: { bin: Bin }) {
  const { t } = useTranslation();
  const urgency = urgencyOf(bin, Date.now());
  return (
    <span className={`bn-full bn-full-${urgency}`}>
      <span aria-hidden>{SIGN[urgency]}</span> {t(`bn.full.${urgency}`)}
    </span>
  );
}
