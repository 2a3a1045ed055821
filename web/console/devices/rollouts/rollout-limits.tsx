import { InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { FIRST_LIMITS, type Limits } from './rollout-plan.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: hour, label: `${String(hour).padStart(2, '0')}:00` }));
const FIELDS = [
  ['failLimit', 'ro.failLimit', '%', 0, 100],
  ['silentLimit', 'ro.silentLimit', '%', 0, 100],
  ['silentMin', 'ro.silentAfter', 'ro.minutes', 1, 10_000],
  ['patienceMin', 'ro.patience', 'ro.minutes', 1, 10_000],
  ['mostAtOnce', 'ro.atOnce', 'ro.devices', 1, 5_000],
  ['hours', 'ro.until', 'ro.hours', 1, 2_160],
] as const;

/** What halts a rollout by itself, how fast it goes, and when it does not. */
export function RolloutLimits({ limits, onChange }: { limits: Limits; onChange: (limits: Limits) => void }) {
  const { t } = useTranslation();
  const { quiet } = limits;
  return (
    <>
      <h3>{t('ro.limits')}</h3>
      <div className="ro-fields">
        {FIELDS.map(([key, label, unit, min, max]) => (
          <label key={key} htmlFor={`ro-limit-${key}`}>
            {t(label)}
            <InputNumber
              id={`ro-limit-${key}`}
              min={min}
              max={max}
              suffix={unit === '%' ? unit : t(unit)}
              value={limits[key]}
              onChange={(value) => onChange({ ...limits, [key]: value ?? FIRST_LIMITS[key] })}
            />
          </label>
        ))}
      </div>
      <div className="ro-quiet">
        <Switch
          id="ro-quiet"
          aria-label={t('ro.quiet')}
          checked={quiet !== undefined}
          onChange={(on) => onChange({ ...limits, quiet: on ? FIRST_LIMITS.quiet : undefined })}
        />
        <label htmlFor="ro-quiet">{t('ro.quiet')}</label>
        {quiet && (
          <>
            <Select
              aria-label={`${t('ro.quiet')} 1`}
              value={quiet.from}
              options={HOURS}
              onChange={(from) => onChange({ ...limits, quiet: { ...quiet, from } })}
            />
            –
            <Select
              aria-label={`${t('ro.quiet')} 2`}
              value={quiet.to}
              options={HOURS}
              onChange={(to) => onChange({ ...limits, quiet: { ...quiet, to } })}
            />
          </>
        )}
      </div>
    </>
  );
}
