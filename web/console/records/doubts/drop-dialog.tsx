import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../kit/text.ts';
import { useChange } from '../../manage/use-change.ts';
import type { Doubt } from './doubt-types.ts';

/** Asks why a doubt is given up. */
export function DropDialog({ doubt, onClose }: { doubt: Doubt; onClose(): void }) {
  const { t } = useTranslation();
  const text = useText();
  const { change, busy } = useChange(['doubts']);
  const [reason, setReason] = useState('');
  const drop = async () => {
    const done = await change('POST', `/records/doubts/${doubt.id}/drop`, { reason: reason.trim() });
    if (done !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t('doubts.dropTitle')}
      okText={t('doubts.drop')}
      okButtonProps={{ danger: true, disabled: reason.trim().length < 2, loading: busy }}
      cancelText={t('manage.cancel')}
      onOk={() => void drop()}
      onCancel={onClose}
    >
      {doubt.question && <p>{text(doubt.question.title)}</p>}
      <p className="quiet">{t('doubts.dropHint')}</p>
      <Input.TextArea
        aria-label={t('doubts.dropReason')}
        placeholder={t('doubts.dropReason')}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
