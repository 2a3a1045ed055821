import { Alert, App, Button, Input, Modal, Space } from 'antd';
import { useTranslation } from 'react-i18next';

/** The token of a device, for the only time. */
export function ShowToken({ token, onClose }: { token: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const copy = () => void navigator.clipboard.writeText(token).then(() => message.success(t('dv.copied')));
  return (
    <Modal
      open
      title={t('dv.token')}
      closable={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('dv.done')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t('dv.tokenOnce')} />
      <Space.Compact block className="dv-token">
        <Input readOnly value={token} aria-label={t('dv.token')} />
        <Button onClick={copy}>{t('dv.copy')}</Button>
      </Space.Compact>
    </Modal>
  );
}
