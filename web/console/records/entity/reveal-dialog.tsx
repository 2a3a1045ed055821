import { useQuery } from '@tanstack/react-query';
import { Alert, App, Checkbox, Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../kit/api.ts';
import { describeError } from '../../../kit/describe-error.ts';
import { type Text, useText } from '../../../kit/text.ts';
import { HeldCaseSelect, useHeldCases } from '../shared/held-case-select.tsx';
import type { Entity } from './entity-types.ts';

export type Revealed = Record<string, Text>;
type Answer = { values: Revealed; leftOut: { name: Text }[] };
type Props = { entity: Entity; onSeen: (values: Revealed) => void; onClose: () => void };

/** Asks for purpose and case before a masked value is shown; what may not be shown is named. */
export function RevealDialog({ entity, onSeen, onClose }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { message } = App.useApp();
  const masked = Object.entries(entity.fields).filter(([, field]) => field.masked !== null);
  const [fields, setFields] = useState<string[]>(masked.slice(0, 1).map(([key]) => key));
  const [purpose, setPurpose] = useState<string>();
  const [number, setNumber] = useState<string>();
  const [busy, setBusy] = useState(false);
  const cases = useHeldCases();
  const { data: purposes = [] } = useQuery({
    queryKey: ['records', 'purposes'],
    queryFn: () => api<{ key: string; name: Text }[]>('GET', '/records/purposes'),
    staleTime: 3_600_000,
  });
  const look = async () => {
    setBusy(true);
    try {
      const body = { fields, purpose, case: number };
      const { values, leftOut } = await api<Answer>('POST', `/records/entities/${entity.id}/reveal`, body);
      for (const { name } of leftOut) void message.warning(t('en.leftOut', { name: text(name) }), 6);
      onSeen(values);
      onClose();
    } catch (error) {
      void message.error(describeError(error), 6);
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('en.reveal')}
      okText={t('en.reveal')}
      cancelText={t('en.cancel')}
      okButtonProps={{ disabled: fields.length === 0 || !purpose || !number, loading: busy }}
      onOk={() => void look()}
      onCancel={onClose}
      width={520}
    >
      <p>{t('en.revealLead')}</p>
      {cases?.length === 0 && <Alert type="info" showIcon title={t('en.caseNone')} style={{ marginBottom: 12 }} />}
      <Form layout="vertical" component="div">
        <Form.Item label={t('en.revealWhat')}>
          <Checkbox.Group
            value={fields}
            onChange={setFields}
            options={masked.map(([key, field]) => ({ value: key, label: text(field.name) }))}
          />
        </Form.Item>
        <Form.Item label={t('en.purpose')}>
          <Select
            aria-label={t('en.purpose')}
            value={purpose ?? null}
            onChange={(key) => setPurpose(key ?? undefined)}
            options={purposes.map(({ key, name }) => ({ value: key, label: text(name) }))}
          />
        </Form.Item>
        <Form.Item label={t('en.case')}>
          <HeldCaseSelect cases={cases ?? []} value={number} onChange={setNumber} label={t('en.casePick')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
