import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Area, nameArea } from '../../shared/area-tree.ts';
import { useAreas } from '../../shared/use-areas.ts';
import { useChange } from '../use-change.ts';

type Props = { parent: Area; onClose: () => void; onMade: (code: string) => void };

/** A new area inside another; the next free code is proposed. */
export function AddArea({ parent, onClose, onMade }: Props) {
  const { t, i18n } = useTranslation();
  const areas = useAreas();
  const { change, busy } = useChange(['areas']);
  const taken = areas.filter((one) => one.parent === parent.code).map((one) => Number(one.code.slice(-3)));
  const [digits, setDigits] = useState(String(Math.max(0, ...taken) + 1).padStart(3, '0'));
  const [name, setName] = useState('');
  const code = parent.code + digits;
  const create = async () => {
    if ((await change('POST', '/areas', { code, name: name.trim() })) === undefined) return;
    onClose();
    onMade(code);
  };
  return (
    <Modal
      open
      title={t('areas.add')}
      onCancel={onClose}
      onOk={() => void create()}
      okText={t('manage.save')}
      cancelText={t('manage.cancel')}
      okButtonProps={{ disabled: name.trim() === '' || !/^\d{3}$/.test(digits), loading: busy }}
    >
      <p className="manage-note">
        {t('areas.addHint', { name: nameArea(parent, i18n.language === 'en'), code: parent.code })}
      </p>
      <Form layout="vertical" component="div">
        <Form.Item label={t('areas.addCode')} htmlFor="area-digits" required>
          <Input
            id="area-digits"
            className="number-field"
            inputMode="numeric"
            maxLength={3}
            value={digits}
            onChange={(event) => setDigits(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('areas.name')} htmlFor="area-new-name" required>
          <Input id="area-new-name" maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
