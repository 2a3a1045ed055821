import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AreaSelect } from '../../shared/area-select.tsx';
import { useOrganisations } from '../../shared/use-organisations.ts';
import { usePostArea } from '../../shared/use-post-area.ts';
import { useChange } from '../use-change.ts';

const roles = [
  'grid_worker',
  'duty_officer',
  'street_desk',
  'district_desk',
  'department_desk',
  'department_worker',
  'leader',
  'manager',
  'auditor',
];

/** A new post: where, in which organisation, with which role. */
export function NewPost({ onClose, onMade }: { onClose: () => void; onMade: (id: number) => void }) {
  const { t, i18n } = useTranslation();
  const own = usePostArea();
  const units = useOrganisations();
  const { change, busy } = useChange(['posts']);
  const [area, setArea] = useState<string>();
  const [role, setRole] = useState('grid_worker');
  const [organisation, setOrganisation] = useState<number>();
  const [name, setName] = useState('');
  const create = async () => {
    const made = await change<{ id: number }>('POST', '/posts', {
      area: area ?? own,
      role,
      organisation,
      name: name.trim(),
    });
    if (!made) return;
    onClose();
    onMade(made.id);
  };
  return (
    <Modal
      open
      title={t('posts.new')}
      onCancel={onClose}
      onOk={() => void create()}
      okText={t('manage.save')}
      cancelText={t('manage.cancel')}
      okButtonProps={{ disabled: name.trim() === '' || organisation === undefined, loading: busy }}
    >
      <Form layout="vertical" component="div">
        <Form.Item label={t('posts.name')} htmlFor="post-name" required>
          <Input id="post-name" value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        </Form.Item>
        <Form.Item label={t('posts.role')} htmlFor="post-role">
          <Select
            id="post-role"
            value={role}
            onChange={setRole}
            options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
          />
        </Form.Item>
        <Form.Item label={t('posts.area')}>
          <AreaSelect label={t('posts.area')} value={area ?? own} onChange={setArea} />
        </Form.Item>
        <Form.Item label={t('posts.organisation')} htmlFor="post-organisation" required>
          <Select
            id="post-organisation"
            showSearch={{ optionFilterProp: 'label' }}
            value={organisation ?? null}
            onChange={(id: number | null) => setOrganisation(id ?? undefined)}
            options={units.map((unit) => ({
              value: unit.id,
              label: i18n.language === 'en' && unit.nameEn ? unit.nameEn : unit.name,
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
