import { Alert, App, Button, Checkbox, DatePicker, Form, Input, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Text, useText } from '../../../kit/text.ts';
import { AreaSelect } from '../../shared/area-select.tsx';
import { usePostArea } from '../../shared/use-post-area.ts';
import { useChange } from '../use-change.ts';

type Props = { grantable: { key: string; name: Text }[]; onClose: () => void };

/** Makes a key, and then shows its secret for the only time. */
export function NewKey({ grantable, onClose }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const own = usePostArea();
  const { change, busy } = useChange(['keys']);
  const [secret, setSecret] = useState<string>();
  const [name, setName] = useState('');
  const [area, setArea] = useState<string>();
  const [acts, setActs] = useState<string[]>(['case.read']);
  const [expires, setExpires] = useState<Dayjs | null>(null);
  const create = async () => {
    const body = {
      name: name.trim(),
      area: area ?? own,
      acts,
      ...(expires && { expiresAt: expires.endOf('day').toISOString() }),
    };
    const made = await change<{ key: string }>('POST', '/keys', body);
    if (made) setSecret(made.key);
  };
  if (secret !== undefined) return <Secret secret={secret} onClose={onClose} />;
  return (
    <Modal
      open
      title={t('keys2.new')}
      onCancel={onClose}
      onOk={() => void create()}
      okText={t('keys2.create')}
      cancelText={t('manage.cancel')}
      okButtonProps={{ disabled: name.trim() === '' || acts.length === 0, loading: busy }}
    >
      <Form layout="vertical" component="div">
        <Form.Item label={t('keys2.name')} htmlFor="key-name" required>
          <Input
            id="key-name"
            value={name}
            maxLength={60}
            placeholder={t('keys2.nameHint')}
            onChange={(event) => setName(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('keys2.area')}>
          <AreaSelect label={t('keys2.area')} value={area ?? own} onChange={setArea} />
        </Form.Item>
        <Form.Item label={t('keys2.acts')} required>
          <Checkbox.Group
            className="choice-group"
            aria-label={t('keys2.acts')}
            value={acts}
            onChange={setActs}
            options={grantable.map((one) => ({ value: one.key, label: text(one.name) }))}
          />
        </Form.Item>
        <Form.Item label={t('keys2.expires')} htmlFor="key-expires">
          <DatePicker id="key-expires" value={expires} placeholder={t('keys2.never')} onChange={setExpires} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const copy = () => void navigator.clipboard.writeText(secret).then(() => message.success(t('keys2.copied')));
  return (
    <Modal
      open
      title={t('keys2.shown')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={[
        <Button key="copy" onClick={copy}>
          {t('keys2.copy')}
        </Button>,
        <Button key="done" type="primary" onClick={onClose}>
          {t('keys2.done')}
        </Button>,
      ]}
    >
      <Alert type="warning" showIcon title={t('keys2.shownHint')} />
      <p className="secret">
        <code>{secret}</code>
      </p>
      <p className="quiet">{t('keys2.usage')}</p>
    </Modal>
  );
}
