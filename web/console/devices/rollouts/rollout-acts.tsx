import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../kit/session.ts';
import { useChange } from '../../manage/use-change.ts';
import type { Rollout, State } from './rollout-types.ts';

type Act = { act: string; label: string; ask: string; from: State[]; permission: string; danger?: boolean };
const ACTS: Act[] = [
  {
    act: 'approve',
    label: 'ro.approve',
    ask: 'ro.approveAsk',
    from: ['approval'],
    permission: 'device.approve-rollout',
  },
  { act: 'stop', label: 'ro.stop', ask: 'ro.stopAsk', from: ['running', 'approval'], permission: 'device.rollout' },
  { act: 'go', label: 'ro.go', ask: 'ro.goAsk', from: ['stopped', 'halted'], permission: 'device.rollout' },
  {
    act: 'roll-back',
    label: 'ro.back',
    ask: 'ro.backAsk',
    from: ['running', 'approval', 'stopped', 'halted', 'done'],
    permission: 'device.rollout',
    danger: true,
  },
];

/** What one may do to a rollout now; each asks once more. */
export function RolloutActs({ rollout }: { rollout: Rollout }) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const { change, busy } = useChange(['rollouts']);
  const open = ACTS.filter(
    ({ act, from, permission }) =>
      from.includes(rollout.state) &&
      me?.permissions.includes(permission) &&
      (act !== 'approve' || rollout.mayApprove) &&
      (act !== 'roll-back' || rollout.done + rollout.moving > 0),
  );
  return (
    <div className="dv-acts">
      {open.map(({ act, label, ask, danger }) => (
        <Popconfirm
          key={act}
          title={t(ask, { count: rollout.done })}
          okText={t(label)}
          cancelText={t('ro.cancel')}
          onConfirm={() => change('POST', `/devices/rollouts/${rollout.id}/${act}`)}
        >
          <Button
            loading={busy}
            danger={danger ?? false}
            type={act === 'approve' || act === 'go' ? 'primary' : 'default'}
          >
            {t(label)}
          </Button>
        </Popconfirm>
      ))}
    </div>
  );
}
