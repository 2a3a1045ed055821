import { Button, Checkbox, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FieldFault, FormSchema } from '../../kit/json-form.ts';
import { defaultValues } from '../../kit/json-form.ts';
import { useText } from '../../kit/text.ts';
import { MatterSelect } from '../shared/matter-select.tsx';
import { SchemaFields } from '../shared/schema-fields.tsx';
import { useMatters } from '../shared/use-matters.ts';
import type { CallDraft, CallFault } from './call-draft.ts';
import { PlaceField } from './place-field.tsx';
import { useSuggestions } from './use-suggestions.ts';

type Props = {
  draft: CallDraft;
  faults: readonly CallFault[];
  schema: FormSchema | null;
  formFaults: Record<string, FieldFault>;
  onChange: (part: Partial<CallDraft>) => void;
};

/** The fields of a call in the order in which a caller tells them. */
export function CallForm({ draft, faults, schema, formFaults, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { byKey } = useMatters();
  const suggested = useSuggestions(draft.text);
  const wrong = (fault: CallFault, words: string) =>
    faults.includes(fault) ? { validateStatus: 'error' as const, help: words } : {};
  return (
    <Form layout="vertical" component="div">
      <div className="form-pair">
        <Form.Item label={t('call.phone')} htmlFor="call-phone" {...wrong('phone', t('call.phoneWrong'))}>
          <Input
            id="call-phone"
            autoFocus
            inputMode="tel"
            maxLength={20}
            value={draft.phone}
            onChange={(event) => onChange({ phone: event.target.value })}
            autoComplete="off"
          />
        </Form.Item>
        <Form.Item label={t('call.name')} htmlFor="call-name" extra={t('call.unnamed')}>
          <Input
            id="call-name"
            maxLength={40}
            value={draft.name}
            onChange={(event) => onChange({ name: event.target.value })}
            autoComplete="off"
          />
        </Form.Item>
      </div>
      <Form.Item label={t('call.text')} htmlFor="call-text" required {...wrong('text', t('call.textNeeded'))}>
        <Input.TextArea
          id="call-text"
          placeholder={t('call.textHint')}
          autoSize={{ minRows: 4, maxRows: 12 }}
          maxLength={4000}
          value={draft.text}
          onChange={(event) => onChange({ text: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={t('call.place')} htmlFor="call-place" required {...wrong('place', t('call.placeNeeded'))}>
        <PlaceField draft={draft} onChange={onChange} />
      </Form.Item>
      <Form.Item label={t('call.matter')} htmlFor="call-matter">
        <MatterSelect
          id="call-matter"
          label={t('call.matter')}
          value={draft.matter}
          suggested={suggested}
          onChange={(matter) => onChange({ matter })}
        />
        {suggested.length > 0 && (
          <div className="call-suggested" aria-live="polite">
            <span className="quiet">{t('call.suggested')}</span>
            {suggested.slice(0, 4).map((key) => (
              <Button
                key={key}
                size="small"
                type={draft.matter === key ? 'primary' : 'default'}
                aria-pressed={draft.matter === key}
                onClick={() => onChange({ matter: draft.matter === key ? undefined : key })}
              >
                {text(byKey.get(key)?.name) || key}
              </Button>
            ))}
          </div>
        )}
      </Form.Item>
      <Form.Item label={t('call.urgency')} htmlFor="call-urgency">
        <Radio.Group
          id="call-urgency"
          aria-label={t('call.urgency')}
          value={draft.urgency ?? ''}
          onChange={(event) => onChange({ urgency: event.target.value || undefined })}
          options={[
            { value: '', label: t('call.byMatter') },
            ...['normal', 'urgent', 'critical'].map((value) => ({ value, label: t(`urgency.${value}`) })),
          ]}
        />
      </Form.Item>
      <SchemaFields
        idPrefix="call"
        schema={schema}
        values={{ ...defaultValues(schema), ...draft.values }}
        faults={formFaults}
        onChange={(values) => onChange({ values })}
      />
      <Form.Item>
        <Checkbox checked={draft.confidential} onChange={(event) => onChange({ confidential: event.target.checked })}>
          {t('call.confidential')}
        </Checkbox>
      </Form.Item>
    </Form>
  );
}
