import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { useMe } from '../../kit/session.ts';
import { useText } from '../../kit/text.ts';
import type { Device } from './device-types.ts';
import { SeverityTag } from './severity-tag.tsx';
import { useDeviceChange } from './use-devices.ts';

/** The rules of a device in words, and its own thresholds. */
export function DeviceRules({ device }: { device: Device }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <section className="panel panel-body" aria-labelledby="dv-rules">
      <h2 id="dv-rules" className="panel-title">
        {t('dv.rules')}
      </h2>
      {device.rules.length === 0 && <p className="quiet">{t('dv.noRules')}</p>}
      {device.rules.map((rule) => (
        <div key={rule.type} className="dv-rule">
          <h3>
            {text(rule.name)} {rule.life && <span className="al-life">{t('al.life')}</span>}
          </h3>
          <ul>
            {rule.words.map(({ severity, text: words }) => (
              <li key={severity ?? 'clear'}>
                {severity && <SeverityTag severity={severity} />} {text(words)}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {device.attributes.length > 0 && <Thresholds key={device.id} device={device} />}
    </section>
  );
}

function Thresholds({ device }: { device: Device }) {
  const { t } = useTranslation();
  const text = useText();
  const { message } = App.useApp();
  const { data: me } = useMe();
  const { mutateAsync, isPending } = useDeviceChange();
  const numbers = device.attributes.filter((one) => typeof one.declared === 'number');
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(numbers.map((one) => [one.key, one.own === null ? '' : String(one.own)])),
  );
  if (numbers.length === 0) return null;
  const wrong = Object.values(typed).some((value) => value.trim() !== '' && !Number.isFinite(Number(value)));
  const apply = async () => {
    const attributes = Object.fromEntries(
      Object.entries(typed).map(([key, value]) => [key, value.trim() === '' ? null : Number(value)]),
    );
    try {
      await mutateAsync({ method: 'PATCH', path: `/${device.id}`, body: { attributes } });
      void message.success(t('dv.applied'));
    } catch (fault) {
      void message.error(describeError(fault));
    }
  };
  return (
    <div className="dv-thresholds">
      <h3>{t('dv.thresholds')}</h3>
      <p className="quiet">{t('dv.thresholdsLead')}</p>
      {numbers.map(({ key, name, unit, declared, area }) => (
        <label key={key} className="dv-threshold" htmlFor={`dv-th-${key}`}>
          <span>{text(name)}</span>
          <Input
            id={`dv-th-${key}`}
            value={typed[key] ?? ''}
            disabled={!me?.permissions.includes('device.edit')}
            inputMode="decimal"
            maxLength={20}
            suffix={unit ?? undefined}
            placeholder={area === null ? t('dv.declared', { value: declared }) : t('dv.ofArea', { value: area })}
            onChange={(event) => setTyped({ ...typed, [key]: event.target.value })}
          />
        </label>
      ))}
      {me?.permissions.includes('device.edit') && (
        <Button disabled={wrong} loading={isPending} onClick={() => void apply()}>
          {t('dv.apply')}
        </Button>
      )}
    </div>
  );
}
