import type { ErrorComponentProps } from '@tanstack/react-router';
import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';

/** A page that failed says so and offers another try; the frame around it stays usable. */
export function PageCrash({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <Result
      status="warning"
      title={<h1 className="result-title">{t('shell.crash')}</h1>}
      subTitle={describeError(error)}
      extra={<Button onClick={reset}>{t('shell.retry')}</Button>}
    />
  );
}
