import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';

type Credentials = { username: string; password: string };

/** User name and password of staff. `onSubmit` rejects with an ApiProblem when they are wrong. */
export function SignInForm({ onSubmit }: { onSubmit: (credentials: Credentials) => Promise<void> }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const submit = async (credentials: Credentials) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onSubmit(credentials);
    } catch (error) {
      setProblem(isWrongPassword(error) ? t('signin.wrong') : describeError(error));
      setBusy(false);
    }
  };
  return (
    <Form<Credentials> layout="vertical" size="large" onFinish={submit} requiredMark={false}>
      {problem !== undefined && <Alert type="error" title={problem} role="alert" style={{ marginBottom: 16 }} />}
      <Form.Item
        name="username"
        label={t('signin.username')}
        rules={[{ required: true, message: t('signin.required') }]}
      >
        <Input autoComplete="username" autoFocus />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('signin.password')}
        rules={[{ required: true, message: t('signin.required') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t('signin.submit')}
      </Button>
    </Form>
  );
}

function isWrongPassword(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 401;
}
