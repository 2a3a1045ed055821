import { EyeOutlined } from '@ant-design/icons';
import { App, Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import { useMe } from '../../kit/session.ts';
import type { CaseDetail } from './case-types.ts';

const purposes = ['confirm', 'visit', 'callBack', 'other'] as const;

/**
 * The reporter's name and number, masked. A look behind the mask asks for its purpose and is recorded; what was
 * seen is kept on the page only and is masked again when the page is left.
 */
export function Contact({ found }: { found: CaseDetail }) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const [asking, setAsking] = useState(false);
  const [seen, setSeen] = useState<{ name: string; phone: string }>();
  if (found.anonymous) return t('case.anonymous');
  if (found.contact === null) return null;
  const shown = seen ?? found.contact;
  return (
    <>
      <span className="nums">
        {shown.name} {shown.phone}
      </span>
      {seen === undefined && me?.permissions.includes('case.reveal') && (
        <Button type="link" size="small" icon={<EyeOutlined aria-hidden />} onClick={() => setAsking(true)}>
          {t('case.reveal')}
        </Button>
      )}
      {asking && <PurposeDialog number={found.number} onSeen={setSeen} onClose={() => setAsking(false)} />}
    </>
  );
}

type DialogProps = { number: string; onSeen: (contact: { name: string; phone: string }) => void; onClose: () => void };

function PurposeDialog({ number, onSeen, onClose }: DialogProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [purpose, setPurpose] = useState<(typeof purposes)[number]>('confirm');
  const [other, setOther] = useState('');
  const [busy, setBusy] = useState(false);
  const words = purpose === 'other' ? other.trim() : t(`case.purpose.${purpose}`);
  const look = async () => {
    setBusy(true);
    try {
      onSeen(
        await api<{ name: string; phone: string }>('POST', `/cases/${number}/reveal`, {
          field: 'contact',
          purpose: words,
        }),
      );
      onClose();
    } catch (error) {
      void message.error(describeError(error));
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('case.reveal')}
      okText={t('case.reveal')}
      cancelText={t('shell.cancel')}
      okButtonProps={{ disabled: words.length < 2, loading: busy }}
      onOk={() => void look()}
      onCancel={onClose}
      width={440}
    >
      <p>{t('case.revealLead')}</p>
      <Form layout="vertical" component="div">
        <Form.Item label={t('case.purpose')}>
          <Radio.Group
            aria-label={t('case.purpose')}
            className="choice-group"
            value={purpose}
            onChange={(event) => setPurpose(event.target.value)}
            options={purposes.map((value) => ({ value, label: t(`case.purpose.${value}`) }))}
          />
        </Form.Item>
        {purpose === 'other' && (
          <Input
            aria-label={t('case.purposeOther')}
            placeholder={t('case.purposeOther')}
            maxLength={200}
            value={other}
            onChange={(event) => setOther(event.target.value)}
            autoFocus
          />
        )}
      </Form>
    </Modal>
  );
}
