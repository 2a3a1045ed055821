import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../../kit/describe-error.ts';
import { type Answer, askOnce } from './ask-once.ts';

type Props = { service: string; purpose: string | undefined; number: string | undefined };

/** One question and its answer; the answer goes when the question changes. */
export function CompareForm({ service, purpose, number }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const [behalf, setBehalf] = useState('');
  const [answer, setAnswer] = useState<Answer>();
  const [busy, setBusy] = useState(false);
  const isAddress = service === 'person-address';
  const change = (set: (text: string) => void) => (text: string) => {
    set(text);
    setAnswer(undefined);
  };
  const ask = async () => {
    if (!purpose || !number) return;
    setBusy(true);
    try {
      const asked = { service, name: name.trim(), purpose, case: number, id: crypto.randomUUID() };
      const on = behalf.trim() ? { behalf: behalf.trim() } : {};
      setAnswer(
        await askOnce({ ...asked, ...on, ...(isAddress ? { address: value.trim() } : { citizen: value.trim() }) }),
      );
      void client.invalidateQueries({ queryKey: ['compare', 'offer'] });
    } catch (error) {
      void message.error(describeError(error), 6);
    }
    setBusy(false);
  };
  const label = t(isAddress ? 'cp.address' : 'cp.citizen');
  return (
    <Form layout="vertical" onFinish={() => void ask()}>
      <Form.Item label={t('cp.name')}>
        <Input
          aria-label={t('cp.name')}
          value={name}
          maxLength={60}
          onChange={(event) => change(setName)(event.target.value)}
        />
      </Form.Item>
      <Form.Item label={label}>
        <Input
          aria-label={label}
          placeholder={isAddress ? t('cp.addressHint') : ''}
          value={value}
          maxLength={isAddress ? 200 : 30}
          onChange={(event) => change(setValue)(event.target.value)}
        />
      </Form.Item>
      <Form.Item label={t('cp.behalf')}>
        <Input
          aria-label={t('cp.behalf')}
          value={behalf}
          maxLength={120}
          onChange={(event) => setBehalf(event.target.value)}
        />
      </Form.Item>
      <Button
        type="primary"
        htmlType="submit"
        loading={busy}
        disabled={!purpose || !number || name.trim() === '' || value.trim() === ''}
      >
        {t('cp.ask')}
      </Button>
      {(!purpose || !number) && <span className="quiet"> {t('cp.need')}</span>}
      <div aria-live="polite">
        {answer && (
          <div className={`compare-answer compare-${answer.answer}`}>
            <span className="quiet">{t('cp.answer')}</span>
            <b>{t(`cp.${answer.answer}`)}</b>
            <span>{t(`cp.${answer.answer}Hint`)}</span>
            <p className="compare-hash">
              {t('cp.hash')} {answer.hash}
            </p>
          </div>
        )}
      </div>
    </Form>
  );
}
