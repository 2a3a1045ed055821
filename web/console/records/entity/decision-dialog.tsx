import { Checkbox, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../kit/text.ts';
import type { Change } from '../../manage/use-change.ts';
import type { Entity } from './entity-types.ts';

export type DecisionKind = 'merge' | 'split' | 'correct';
type Props = {
  kind: DecisionKind;
  entity: Entity;
  change: Change;
  busy: boolean;
  onDone: () => void;
  onClose: () => void;
};

/** Merging, splitting and correcting: what exactly, and why. Nothing happens before it is confirmed here. */
export function DecisionDialog({ kind, entity, change, busy, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const [other, setOther] = useState('');
  const [records, setRecords] = useState<number[]>([]);
  const [field, setField] = useState<string>();
  const [value, setValue] = useState('');
  const [reason, setReason] = useState('');
  const id = Number(/(\d+)\D*$/.exec(other)?.[1] ?? 0);
  const ready = {
    merge: id > 0 && id !== entity.id,
    split: records.length > 0 && records.length < entity.mentions.length,
    correct: field !== undefined && value.trim() !== '',
  }[kind];
  const body = { merge: { other: id }, split: { records }, correct: { field, value: value.trim() } }[kind];
  const confirm = async () => {
    const done = await change('POST', `/records/entities/${entity.id}/${kind}`, { ...body, reason: reason.trim() });
    if (done !== undefined) onDone();
  };
  return (
    <Modal
      open
      title={`${t(`en.${kind}`)} · ${entity.label}`}
      okText={t('en.confirm')}
      cancelText={t('en.cancel')}
      okButtonProps={{ disabled: !ready || reason.trim().length < 2, loading: busy, danger: kind !== 'correct' }}
      onOk={() => void confirm()}
      onCancel={onClose}
      width={560}
    >
      <p>{t(`en.${kind}Lead`)}</p>
      <Form layout="vertical" component="div">
        {kind === 'merge' && (
          <Form.Item label={t('en.other')}>
            <Input
              aria-label={t('en.other')}
              value={other}
              onChange={(event) => setOther(event.target.value)}
              maxLength={200}
              autoFocus
            />
          </Form.Item>
        )}
        {kind === 'split' && (
          <Checkbox.Group value={records} onChange={(picked) => setRecords(picked.map(Number))}>
            <ul className="dialog-list">
              {entity.mentions.map((mention) => (
                <li key={`${mention.record} ${mention.part}`}>
                  <Checkbox value={mention.record}>
                    {text(mention.sourceName)} <span className="quiet nums">{mention.seen}</span>
                  </Checkbox>
                </li>
              ))}
            </ul>
          </Checkbox.Group>
        )}
        {kind === 'correct' && (
          <>
            <Form.Item label={t('en.field')}>
              <Select
                aria-label={t('en.field')}
                value={field ?? null}
                onChange={(key) => setField(key ?? undefined)}
                options={Object.entries(entity.fields).map(([key, one]) => ({ value: key, label: text(one.name) }))}
              />
            </Form.Item>
            <Form.Item label={t('en.value')}>
              <Input
                aria-label={t('en.value')}
                value={value}
                onChange={(event) => setValue(event.target.value)}
                maxLength={200}
              />
            </Form.Item>
          </>
        )}
        <Form.Item label={t('en.reason')}>
          <Input.TextArea
            aria-label={t('en.reason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            maxLength={400}
            rows={2}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
