import { Link } from '@tanstack/react-router';
import { Alert, Segmented, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../../kit/describe-error.ts';
import { formatWhen } from '../../../kit/time.ts';
import { PhaseWord } from './phase-word.tsx';
import type { Rollout } from './rollout-types.ts';
import { useRolloutDevices } from './use-rollouts.ts';

const SHOWN = ['failed', 'moving', 'done', 'skipped', 'waiting'] as const;
const LABELS = { failed: 'failed', moving: 'moving', done: 'updated', skipped: 'skipped', waiting: 'waiting' };

/** Devices of a rollout by how far they are; those that failed come first, with the reason. */
export function RolloutDevices({ rollout }: { rollout: Rollout }) {
  const { t } = useTranslation();
  const [phase, setPhase] = useState<(typeof SHOWN)[number]>('failed');
  const live = rollout.endedAt === null;
  const { data, error } = useRolloutDevices(rollout.id, phase, live);
  return (
    <section className="panel panel-body" aria-labelledby="ro-devices">
      <h2 id="ro-devices" className="panel-title">
        {t('ro.device')}
      </h2>
      <div className="dv-scroll">
        <Segmented
          aria-label={t('ro.phase')}
          value={phase}
          onChange={setPhase}
          options={SHOWN.map((value) => ({ value, label: t(`ro.part.${LABELS[value]}`) }))}
        />
      </div>
      {error && <Alert type="warning" showIcon title={describeError(error)} />}
      {!data && !error && <Spin className="rs-wait" />}
      {data?.length === 0 && <p className="rs-none quiet">{t('ro.noDevices')}</p>}
      <ul className="entity-list">
        {data?.map((one) => (
          <li key={one.device}>
            <Link to="/devices/list/$id" params={{ id: String(one.device) }}>
              {one.name}
            </Link>
            <PhaseWord {...one} />
            <span className="quiet">
              {one.was && `${t('ro.was')} ${one.was} · `}
              {t('ro.stageN', { n: one.stage })} · {formatWhen(one.movedAt)}
            </span>
          </li>
        ))}
      </ul>
      {data?.length === 200 && <p className="quiet">{t('ro.most')}</p>}
    </section>
  );
}
