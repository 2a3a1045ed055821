import { Button, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { addStage, type PlannedStage, stageReach } from './rollout-plan.ts';

type Props = {
  stages: PlannedStage[];
  devices: number;
  reachable: number;
  onChange: (stages: PlannedStage[]) => void;
};
const MOST = 8;

/** The stages of a rollout: shares that rise to all, and how long each is watched. */
export function StageEditor({ stages, devices, reachable, onChange }: Props) {
  const { t } = useTranslation();
  const set = (at: number, part: Partial<PlannedStage>) =>
    onChange(stages.map((stage, i) => (i === at ? { ...stage, ...part } : stage)));
  return (
    <>
      <h3>{t('ro.stages')}</h3>
      {stages.map(({ percent, waitMin }, i) => {
        const n = i + 1;
        const name = t('ro.stageN', { n });
        const isLast = n === stages.length;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stage is its place
          <div className="ro-stage-row" key={i}>
            <b>{name}</b>
            <InputNumber
              aria-label={`${name} ${t('ro.share')}`}
              min={0.1}
              max={isLast ? 100 : i === 0 ? 20 : 99}
              disabled={isLast}
              suffix="%"
              value={percent}
              onChange={(value) => set(i, { percent: value ?? percent })}
            />
            <InputNumber
              aria-label={`${name} ${t('ro.wait')}`}
              min={0}
              max={43_200}
              prefix={t('ro.wait')}
              suffix={t('ro.minutes')}
              style={{ width: 190 }}
              value={waitMin}
              onChange={(value) => set(i, { waitMin: value ?? waitMin })}
            />
            <span className="quiet nums">{t('ro.stageSize', { count: stageReach(percent, devices, reachable) })}</span>
            {!isLast && stages.length > 2 && (
              <Button
                type="text"
                aria-label={t('ro.dropStage', { n })}
                onClick={() => onChange(stages.filter((_, at) => at !== i))}
              >
                ×
              </Button>
            )}
          </div>
        );
      })}
      {stages.length < MOST && (
        <Button type="link" size="small" onClick={() => onChange(addStage(stages))}>
          + {t('ro.addStage')}
        </Button>
      )}
    </>
  );
}
