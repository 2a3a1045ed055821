import { Alert, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { addTexts } from '../manage/add-texts.ts';
import { SpeechRows } from './speech-rows.tsx';
import { speechTexts } from './speech-texts.ts';
import type { Speech } from './speech-types.ts';

addTexts(speechTexts);

/** The settings of a device with its secret, for the only time. */
export function ShowSpeech({ speech, onClose }: { speech: Speech; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      width={760}
      title={t('sp.title')}
      closable={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('dv.done')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t('sp.once')} />
      <SpeechRows speech={speech} />
    </Modal>
  );
}
