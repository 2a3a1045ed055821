import { Alert, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../shared/facts.tsx';
import { useChange } from '../use-change.ts';

const USERNAME = /^[A-Za-z][A-Za-z0-9_.]{2,39}$/;

/** Makes an account, and shows its first password for the only time. */
export function NewPerson({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { change, busy } = useChange(['accounts']);
  const [name, setName] = useState('');
  const [username, setUsername] = useState('');
  const [made, setMade] = useState<{ username: string; password: string }>();
  const create = async () => setMade(await change('POST', '/accounts', { name: name.trim(), username }));
  if (made)
    return (
      <Modal
        open
        title={`${t('posts.newPerson')} · ${name}`}
        closable={false}
        keyboard={false}
        mask={{ closable: false }}
        footer={
          <Button type="primary" onClick={onClose}>
            {t('keys2.done')}
          </Button>
        }
      >
        <Alert type="warning" showIcon title={t('posts.passwordHint')} />
        <Facts
          rows={[
            [t('posts.username'), made.username],
            [t('posts.password'), <code key="password">{made.password}</code>],
          ]}
        />
      </Modal>
    );
  return (
    <Modal
      open
      title={t('posts.newPerson')}
      onCancel={onClose}
      onOk={() => void create()}
      okText={t('manage.save')}
      cancelText={t('manage.cancel')}
      okButtonProps={{ disabled: name.trim() === '' || !USERNAME.test(username), loading: busy }}
    >
      <Form layout="vertical" component="div">
        <Form.Item label={t('posts.personName')} htmlFor="person-name" required>
          <Input id="person-name" value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
        </Form.Item>
        <Form.Item label={t('posts.username')} htmlFor="person-username" required extra={t('posts.usernameHint')}>
          <Input
            id="person-username"
            value={username}
            maxLength={40}
            autoComplete="off"
            onChange={(event) => setUsername(event.target.value.trim())}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
