import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../kit/api.ts';
import { describeError } from '../../../kit/describe-error.ts';
import { checkValues, cleanValues, type FieldFault, type FormSchema, type FormValues } from '../../../kit/json-form.ts';
import { SchemaFields } from '../../shared/schema-fields.tsx';
import { useAreas } from '../../shared/use-areas.ts';
import { VaultAnswer } from './vault-answer.tsx';
import type { Seen, Vault } from './vault-types.ts';

type Asked = { citizen: string; case: string; reason: string; name?: string; street?: string };
type Entered = { subject: string; retentionEnd: string };

/** Asks about one person, or enters one: always for a case in hand and with a reason. */
export function AskVault({ vault, form }: { vault: Vault; form: FormSchema }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [mode, setMode] = useState<'ask' | 'enter'>('ask');
  const [asked] = Form.useForm<Asked>();
  const [fields, setFields] = useState<FormValues>({});
  const [faults, setFaults] = useState<Record<string, FieldFault>>({});
  const [busy, setBusy] = useState(false);
  const [seen, setSeen] = useState<Seen>();
  const [entered, setEntered] = useState<Entered>();
  const [fault, setFault] = useState<string>();
  const streets = useAreas().filter((area) => area.code.length === 9);
  const { data: cases } = useQuery({
    queryKey: ['vaults', vault.code, 'cases'],
    queryFn: () => api<{ number: string; title: string }[]>('GET', `/records/vaults/${vault.code}/cases`),
  });
  const clear = () => {
    setSeen(undefined);
    setEntered(undefined);
    setFault(undefined);
  };
  async function send({ citizen, case: number, reason, name, street }: Asked) {
    clear();
    const clean = cleanValues(form, fields);
    const wrong = mode === 'enter' ? checkValues(form, clean) : {};
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return;
    setBusy(true);
    const question = { citizen: citizen.trim(), case: number, reason: reason.trim() };
    try {
      if (mode === 'ask') setSeen(await api<Seen>('POST', `/records/vaults/${vault.code}/look`, question));
      else
        setEntered(
          await api<Entered>('POST', `/records/vaults/${vault.code}/subjects`, {
            ...question,
            name,
            ...(street && { street }),
            fields: clean,
          }),
        );
      asked.setFieldsValue({ citizen: '', name: '' });
      setFields({});
    } catch (error) {
      setFault(describeError(error));
    }
    setBusy(false);
    void client.invalidateQueries({ queryKey: ['vaults', vault.code, 'uses'] });
  }
  const must = { required: true, whitespace: true, message: t('kit.form.required') };
  return (
    <section className="panel panel-body" aria-labelledby={`ask-${vault.code}`}>
      <h3 id={`ask-${vault.code}`} className="panel-title">
        <Segmented<'ask' | 'enter'>
          value={mode}
          onChange={(next) => {
            clear();
            setMode(next);
          }}
          options={[
            { value: 'ask', label: t('vaults.ask') },
            { value: 'enter', label: t('vaults.enter') },
          ]}
        />
      </h3>
      <p className="quiet">{t('vaults.askHint')}</p>
      {cases?.length === 0 && <Alert type="info" showIcon title={t('vaults.noCase')} />}
      <Form
        form={asked}
        layout="vertical"
        className="vault-form"
        disabled={cases?.length === 0}
        onFinish={(values) => void send(values)}
      >
        <Form.Item name="case" label={t('vaults.case')} rules={[must]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('vaults.caseHint')}
            options={(cases ?? []).map(({ number, title }) => ({ value: number, label: `${number} · ${title}` }))}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('vaults.reason')}
          rules={[must, { min: 2, message: t('kit.form.tooShort', { n: 2 }) }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="citizen" label={t('vaults.citizen')} rules={[must]}>
          <Input maxLength={18} autoComplete="off" />
        </Form.Item>
        {mode === 'enter' && (
          <>
            <Form.Item
              name="name"
              label={t('vaults.name')}
              rules={[must, { min: 2, message: t('kit.form.tooShort', { n: 2 }) }]}
            >
              <Input maxLength={40} autoComplete="off" />
            </Form.Item>
            <Form.Item name="street" label={t('vaults.street')}>
              <Select allowClear options={streets.map(({ code, name }) => ({ value: code, label: name }))} />
            </Form.Item>
            <SchemaFields schema={form} values={fields} faults={faults} onChange={setFields} idPrefix={vault.code} />
          </>
        )}
        <Form.Item className="vault-send">
          <Button type="primary" htmlType="submit" loading={busy}>
            {t(mode === 'ask' ? 'vaults.askNow' : 'vaults.enterNow')}
          </Button>
        </Form.Item>
      </Form>
      <div aria-live="polite">
        {fault && <Alert type="error" showIcon title={fault} />}
        {entered && <Alert type="success" showIcon title={t('vaults.entered', { until: entered.retentionEnd })} />}
        {seen && <VaultAnswer code={vault.code} form={form} seen={seen} onEnded={clear} />}
      </div>
    </section>
  );
}
