import { Alert, App, Button, Modal, Popconfirm, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { PickSpeech } from './pick-speech.tsx';
import { ShowSpeech } from './show-speech.tsx';
import { SpeechRows } from './speech-rows.tsx';
import type { Speech } from './speech-types.ts';
import { useDeviceChange } from './use-devices.ts';
import { useSpeech } from './use-speech.ts';

/** How a device speaks: the settings of the other side, a new secret, another way of speaking. */
export function SpeechDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { data, error } = useSpeech(id);
  const { mutateAsync, isPending } = useDeviceChange<Speech>();
  const [how, setHow] = useState<string>();
  const [made, setMade] = useState<Speech>();
  if (made) return <ShowSpeech speech={made} onClose={onClose} />;
  const present = data?.dialect ?? 'own';
  const chosen = how ?? present;
  const give = async () => {
    const body = {
      dialect: chosen === 'own' ? null : chosen,
      ...(chosen === present && data?.base && { base: data.base }),
    };
    try {
      setMade(await mutateAsync({ method: 'POST', path: `/${id}/speech`, body }));
    } catch (fault) {
      void message.error(describeError(fault));
    }
  };
  const word = chosen === present ? 'renew' : 'change';
  return (
    <Modal
      open
      width={760}
      title={t('sp.title')}
      onCancel={onClose}
      footer={[
        <Popconfirm
          key="give"
          title={t(`sp.${word}Ask`)}
          okText={t(`sp.${word}`)}
          cancelText={t('dv.cancel')}
          onConfirm={give}
        >
          <Button danger loading={isPending} disabled={!data}>
            {t(`sp.${word}`)}
          </Button>
        </Popconfirm>,
        <Button key="close" type="primary" onClick={onClose}>
          {t('sp.close')}
        </Button>,
      ]}
    >
      {error && <Alert type="warning" showIcon title={describeError(error)} />}
      {!data && !error && <Spin className="rs-wait" />}
      {data && (
        <>
          <PickSpeech value={chosen} onChange={setHow} />
          {chosen === present && (
            <>
              <Alert type="info" showIcon title={t('sp.hidden')} />
              <SpeechRows speech={data} />
            </>
          )}
        </>
      )}
    </Modal>
  );
}
