import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../kit/api.ts';
import { describeError } from '../../../kit/describe-error.ts';
import { AreaSelect } from '../../shared/area-select.tsx';
import { usePostArea } from '../../shared/use-post-area.ts';
import { RolloutLimits } from './rollout-limits.tsx';
import { FIRST_LIMITS, type Limits } from './rollout-plan.ts';
import type { Package } from './rollout-types.ts';
import { StageEditor } from './stage-editor.tsx';
import { useTargets } from './use-rollouts.ts';

/** From so many devices on their number must be typed. */
const MANY = 100;

/** Starts a rollout of a package: whom it reaches is counted live, how it goes is said here, many are confirmed by number. */
export function NewRollout({ pack, onClose }: { pack: Package; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const own = usePostArea();
  const [key] = useState(() => crypto.randomUUID());
  const [area, setArea] = useState<string>();
  const [model, setModel] = useState<string>();
  const [fromVersion, setFromVersion] = useState<string>();
  const [limits, setLimits] = useState<Limits>(FIRST_LIMITS);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const aim = { package: pack.id, area: area ?? own, ...(model && { model }), ...(fromVersion && { fromVersion }) };
  const { data: targets } = useTargets(aim);
  const count = targets?.devices ?? 0;
  const confirmed = count > 0 && (count <= MANY || typed.trim() === String(count));
  const start = async () => {
    setBusy(true);
    const { quiet, stages, silentMin, patienceMin, ...rest } = limits;
    try {
      const { id } = await api<{ id: number }>('POST', '/devices/rollouts', {
        key,
        ...aim,
        count,
        ...rest,
        stages: stages.map(({ percent, waitMin }) => ({ share: percent / 100, waitS: waitMin * 60 })),
        failLimit: rest.failLimit / 100,
        silentLimit: rest.silentLimit / 100,
        silentS: silentMin * 60,
        patienceS: patienceMin * 60,
        ...(quiet && { quiet: { from: quiet.from * 60, to: quiet.to * 60 } }),
      });
      await client.invalidateQueries({ queryKey: ['rollouts'] });
      void navigate({ to: '/devices/rollouts/$id', params: { id: String(id) } });
    } catch (fault) {
      void message.error(describeError(fault), 6);
      await client.invalidateQueries({ queryKey: ['rollouts', 'targets'] });
    }
    setBusy(false);
  };
  return (
    <Modal
      open
      width={760}
      title={`${t('ro.start')} · ${pack.title} ${pack.version}`}
      okText={t('ro.launch')}
      cancelText={t('ro.cancel')}
      onCancel={onClose}
      onOk={() => void start()}
      okButtonProps={{ disabled: !confirmed, loading: busy }}
    >
      <div className="ro-form">
        <h3>{t('ro.aim')}</h3>
        <div className="ro-fields">
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the control inside carries the same name */}
          <label>
            {t('ro.area')}
            <AreaSelect label={t('ro.area')} value={area ?? own} onChange={setArea} />
          </label>
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the control inside carries the same name */}
          <label>
            {t('ro.model')}
            <Select
              allowClear
              aria-label={t('ro.model')}
              placeholder={t('ro.any')}
              value={model}
              onChange={(value?: string) => setModel(value)}
              options={optionsOf(targets?.models.map((one) => [one.model, one.devices]))}
            />
          </label>
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the control inside carries the same name */}
          <label>
            {t('ro.fromVersion')}
            <Select
              allowClear
              aria-label={t('ro.fromVersion')}
              placeholder={t('ro.any')}
              value={fromVersion}
              onChange={(value?: string) => setFromVersion(value)}
              options={optionsOf(targets?.versions.map((one) => [one.version, one.devices]))}
            />
          </label>
        </div>
        <div className="ro-count" aria-live="polite">
          <p>{count > 0 ? t('ro.found', { devices: count, reachable: targets?.reachable }) : t('ro.nobody')}</p>
          {targets && targets.reachable < count && <p className="quiet">{t('ro.offlineLast')}</p>}
          {targets && targets.behindGateways > 0 && (
            <p className="quiet">{t('ro.behind', { count: targets.behindGateways })}</p>
          )}
        </div>
        <StageEditor
          stages={limits.stages}
          devices={count}
          reachable={targets?.reachable ?? 0}
          onChange={(stages) => setLimits({ ...limits, stages })}
        />
        <RolloutLimits limits={limits} onChange={setLimits} />
        <p className="quiet ro-rules">
          {t('ro.lifeRule')}
          {pack.mine && ` ${t('ro.twoPersons')}`}
        </p>
        {count > MANY && (
          <div className="ro-confirm">
            <label htmlFor="ro-typed">{t('ro.typeCount', { count })}</label>
            <Input
              id="ro-typed"
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
        )}
      </div>
    </Modal>
  );
}

/** What is not known cannot be chosen. */
const optionsOf = (list: [string | null, number][] | undefined) =>
  (list ?? []).flatMap(([value, devices]) => (value === null ? [] : [{ value, label: `${value} (${devices})` }]));
