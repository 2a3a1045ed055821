import { App, Button, Input, Popconfirm, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { addTexts } from '../manage/add-texts.ts';
import './claims.css';
import { claimTexts } from './claims-texts.ts';
import { useContacts } from './use-claims.ts';
import { useDeviceChange } from './use-devices.ts';

addTexts(claimTexts);
const ROLES = ['household', 'building_head'] as const;

/** Residents who are called for a device; each only once they have said yes themselves. */
export function ContactsPanel({ id }: { id: number }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { data } = useContacts(id);
  const { mutateAsync, isPending } = useDeviceChange();
  const [phone, setPhone] = useState('');
  const [role, setRole] = useState<(typeof ROLES)[number]>('household');
  const change = async (method: string, path: string, body?: object) => {
    try {
      await mutateAsync({ method, path: `/${id}/contacts${path}`, body });
      return true;
    } catch (fault) {
      void message.error(describeError(fault));
      return false;
    }
  };
  const add = async () => {
    if (!(await change('POST', '', { phone, role }))) return;
    setPhone('');
    void message.success(t('ct.added'));
  };
  return (
    <section className="panel panel-body" aria-labelledby="ct-title">
      <h2 id="ct-title" className="panel-title">
        {t('ct.title')}
      </h2>
      <p className="quiet">{t('ct.lead')}</p>
      {data?.length === 0 && <p>{t('ct.none')}</p>}
      <ul className="entity-list">
        {data?.map((one) => (
          <li key={one.account}>
            <b>{t(`ct.role.${one.role}`)}</b>
            <span className="nums">{one.phone}</span>
            <Tag color={one.confirmed ? 'success' : 'default'}>{t(one.confirmed ? 'ct.yes' : 'ct.waits')}</Tag>
            <Popconfirm
              title={t('ct.removeAsk')}
              okText={t('ct.remove')}
              cancelText={t('pl.cancel')}
              onConfirm={() => change('DELETE', `/${one.account}`)}
            >
              <Button size="small" type="link" danger>
                {t('ct.remove')}
              </Button>
            </Popconfirm>
          </li>
        ))}
      </ul>
      <div className="ct-add">
        <Select
          aria-label={t('ct.title')}
          value={role}
          onChange={setRole}
          options={ROLES.map((value) => ({ value, label: t(`ct.role.${value}`) }))}
        />
        <Input
          aria-label={t('ct.phone')}
          placeholder={t('ct.phone')}
          inputMode="numeric"
          maxLength={11}
          value={phone}
          onChange={(event) => setPhone(event.target.value.trim())}
        />
        <Button loading={isPending} disabled={!/^1[3-9]\d{9}$/.test(phone)} onClick={() => void add()}>
          {t('ct.add')}
        </Button>
      </div>
    </section>
  );
}
