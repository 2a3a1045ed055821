import { useTranslation } from 'react-i18next';
import type { State } from './rollout-types.ts';

/** The state of a rollout in a word. */
export function StateTag({ state }: { state: State }) {
  const { t } = useTranslation();
  return <span className={`ro-state ro-state-${state}`}>{t(`ro.state.${state}`)}</span>;
}
