import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import { useWorker } from '../app/worker.ts';
import { ConfirmSheet } from '../parts/confirm-sheet.tsx';
import { useOnline } from '../parts/use-online.ts';
import { DEVICES } from './use-devices.ts';

type Contact = { account: string; role: string; phone: string; confirmed: boolean };
const ROLES = ['household', 'building_head'] as const;

/** Residents who are called when this device finds life in danger; each is asked on their own phone first. */
export function DeviceContacts({ id }: { id: number }) {
  const { t } = useTranslation();
  const worker = useWorker();
  const online = useOnline();
  const client = useQueryClient();
  const key = [DEVICES, worker.memory, id, 'contacts'];
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => api<{ rows: Contact[] }>('GET', `/devices/${id}/contacts`).then(({ rows }) => rows),
    enabled: online,
  });
  const [phone, setPhone] = useState('');
  const [role, setRole] = useState<(typeof ROLES)[number]>('household');
  const [leaving, setLeaving] = useState<string>();
  const [fault, setFault] = useState('');

  async function change(method: string, path: string, body?: object): Promise<void> {
    setFault('');
    try {
      await api(method, `/devices/${id}/contacts${path}`, body);
      setPhone('');
    } catch (error) {
      setFault(describeError(error));
    }
    setLeaving(undefined);
    await client.invalidateQueries({ queryKey: key });
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void change('POST', '', { phone, role });
  };
  return (
    <section className="f-card f-stack">
      <h2>{t('field.contacts.title')}</h2>
      <p className="f-note">{t(online ? 'field.contacts.how' : 'field.contacts.offline')}</p>
      {data?.length === 0 && <div>{t('field.contacts.none')}</div>}
      {data?.map((one) => (
        <div key={one.account} className="f-between">
          <p className="f-lines">
            <span>
              {t(`field.contacts.role.${one.role}`)} {one.phone}
            </span>
            <span className={one.confirmed ? 'f-good' : 'f-note'}>
              {t(one.confirmed ? 'field.contacts.yes' : 'field.contacts.waits')}
            </span>
          </p>
          <button type="button" className="f-btn plain f-narrow" onClick={() => setLeaving(one.account)}>
            {t('field.act.remove')}
          </button>
        </div>
      ))}
      {online && (
        <form className="f-stack" onSubmit={submit}>
          <div className="f-row f-seg">
            {ROLES.map((one) => (
              <button
                key={one}
                type="button"
                className="f-btn plain"
                aria-pressed={role === one}
                onClick={() => setRole(one)}
              >
                {t(`field.contacts.role.${one}`)}
              </button>
            ))}
          </div>
          <div className="f-row">
            <input
              className="f-input"
              aria-label={t('field.contacts.phone')}
              placeholder={t('field.contacts.phone')}
              inputMode="numeric"
              maxLength={11}
              value={phone}
              onChange={(event) => setPhone(event.target.value.trim())}
            />
            <button type="submit" className="f-btn f-narrow" disabled={!/^1[3-9]\d{9}$/.test(phone)}>
              {t('field.contacts.add')}
            </button>
          </div>
        </form>
      )}
      {fault && (
        <p className="f-bad" role="alert">
          {fault}
        </p>
      )}
      <ConfirmSheet
        open={leaving !== undefined}
        title={t('field.contacts.removeSure')}
        yes={t('field.act.remove')}
        danger
        onYes={() => void change('DELETE', `/${leaving ?? ''}`)}
        onNo={() => setLeaving(undefined)}
      />
    </section>
  );
}
