import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { State } from './rollout-types.ts';

const COLOURS: Record<State, string> = {
  running: 'blue',
  approval: 'orange',
  stopped: 'default',
  halted: 'red',
  rolling_back: 'purple',
  rolled_back: 'purple',
  done: 'green',
};

/** The state of a rollout in a word. */
export function StateTag({ state }: { state: State }) {
  const { t } = useTranslation();
  return <Tag color={COLOURS[state]}>{t(`ro.state.${state}`)}</Tag>;
}
