import { Button, Form, Input, InputNumber, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatWhen } from '../../../kit/time.ts';
import { useChange } from '../use-change.ts';
import { effectiveLimit, isOwn, type LimitRow, type LimitScope } from './effective-limit.ts';
import { pickBasis } from './pick-basis.ts';
import { useLimitText } from './use-limits.ts';

const units = ['minute', 'hour', 'day', 'working_hour', 'working_day'];
type Props = { limits: LimitRow[]; scope: LimitScope; stage: string; urgency: string; onClose: () => void };

/** Changes one limit from now on, with its basis, and shows what it was before. */
export function LimitEditor({ limits, scope, stage, urgency, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const { change, busy } = useChange(['limits']);
  const limitText = useLimitText();
  const now = effectiveLimit(limits, scope, stage, urgency);
  const own = now && isOwn(now, scope, stage, urgency) ? now : undefined;
  const past = limits.filter((row) => isOwn(row, scope, stage, urgency));
  const [amount, setAmount] = useState<number | null>(now?.amount ?? null);
  const [unit, setUnit] = useState(now?.unit ?? 'working_hour');
  const [warn, setWarn] = useState<number | null>(Math.round((now?.warnRatio ?? 0.8) * 100));
  const [basis, setBasis] = useState('');
  const isDefault = !scope.matter && !scope.procedure && !scope.area;
  const save = async () => {
    const figures = { amount, unit, warnRatio: (warn ?? 80) / 100, basis: basis.trim() };
    const about = {
      urgency,
      stage,
      ...(scope.matter ? { matter: scope.matter } : scope.procedure && { procedure: scope.procedure }),
      ...(scope.area && { area: scope.area }),
    };
    const done = own
      ? await change('PATCH', `/catalogue/limits/${own.id}`, figures)
      : await change('POST', '/catalogue/limits', { ...about, ...figures });
    if (done !== undefined) onClose();
  };
  const end = async () => {
    if (own && (await change('PATCH', `/catalogue/limits/${own.id}`, { ended: true })) !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t('limits.edit', { stage: t(`clock.${stage}`), urgency: t(`urgency.${urgency}`) })}
      onCancel={onClose}
      footer={[
        own && !isDefault && (
          <Button key="end" danger loading={busy} onClick={() => void end()}>
            {t('limits.end')}
          </Button>
        ),
        <Button key="cancel" onClick={onClose}>
          {t('manage.cancel')}
        </Button>,
        <Button
          key="save"
          type="primary"
          loading={busy}
          disabled={!amount || !warn || basis.trim() === ''}
          onClick={() => void save()}
        >
          {t('manage.save')}
        </Button>,
      ]}
    >
      <p className="manage-note">{t('limits.note')}</p>
      <Form layout="vertical" component="div">
        <Form.Item label={t('limits.amount')} htmlFor="limit-amount" required>
          <Space.Compact>
            <InputNumber id="limit-amount" min={1} max={10_000} value={amount} onChange={setAmount} />
            <Select
              className="limit-unit"
              aria-label={t('limits.amount')}
              value={unit}
              onChange={setUnit}
              options={units.map((value) => ({ value, label: t(`unit.${value}`) }))}
            />
          </Space.Compact>
        </Form.Item>
        <Form.Item label={t('limits.warn')} htmlFor="limit-warn" required>
          <InputNumber id="limit-warn" min={10} max={95} value={warn} onChange={setWarn} />
        </Form.Item>
        <Form.Item label={t('limits.basis')} htmlFor="limit-basis" required>
          <Input.TextArea
            id="limit-basis"
            maxLength={300}
            rows={2}
            placeholder={t('limits.basisHint')}
            value={basis}
            onChange={(event) => setBasis(event.target.value)}
          />
        </Form.Item>
      </Form>
      <h3 className="sub-title">{t('manage.history')}</h3>
      <ul className="history-list">
        {past.map((row) => (
          <li key={row.id}>
            <span className="nums">
              {t('manage.from', { when: formatWhen(row.validFrom) })}
              {row.validTo && ` ${t('manage.to', { when: formatWhen(row.validTo) })}`}
            </span>
            <span>
              <b>{limitText(row)}</b>
              {!row.validTo && ` · ${t('manage.now')}`}
              <span className="quiet limit-basis">
                {pickBasis(row.basis, i18n.language)} ({row.changedBy ?? t('limits.system')})
              </span>
            </span>
          </li>
        ))}
        {past.length === 0 && <li className="quiet">{t('limits.noHistory')}</li>}
      </ul>
    </Modal>
  );
}
