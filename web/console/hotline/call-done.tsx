import { Link } from '@tanstack/react-router';
import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';

/** The number to tell the caller; Enter takes the next call. */
export function CallDone({ number, onNext }: { number: string; onNext: () => void }) {
  const { t } = useTranslation();
  return (
    <Result
      status="success"
      title={
        <h1 className="result-title nums" role="status">
          {t('call.done', { number })}
        </h1>
      }
      subTitle={t('call.doneHint')}
      extra={[
        <Button key="next" type="primary" size="large" autoFocus onClick={onNext}>
          {t('call.next')}
        </Button>,
        <Link key="open" to="/cases/$number" params={{ number }}>
          {t('call.open')}
        </Link>,
      ]}
    />
  );
}
