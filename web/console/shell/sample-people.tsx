import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import type { SamplePerson } from './use-sample-people.ts';

const order = [
  'duty_officer',
  'street_desk',
  'district_desk',
  'department_desk',
  'department_worker',
  'leader',
  'manager',
  'auditor',
  'grid_worker',
];

type Props = { people: SamplePerson[]; onPick: (account: string) => Promise<void> };

/** The sample's people by role; one click signs in. */
export function SamplePeople({ people, onPick }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const pick = async (account: string) => {
    setBusy(true);
    await onPick(account).catch((error: unknown) => message.error(describeError(error)));
    setBusy(false);
  };
  return (
    <section className="sign-in-sample" aria-labelledby="sample-people">
      <h2 id="sample-people">{t('signin.sample')}</h2>
      <div className="quiet">{t('signin.sampleHint')}</div>
      {order.map((role) => {
        const some = people.filter((person) => person.role === role);
        return (
          some.length > 0 && (
            <section key={role}>
              <h3>{t(`role.${role}`)}</h3>
              <div className="people">
                {some.map((person) => (
                  <button
                    key={person.account}
                    type="button"
                    className="person"
                    disabled={busy}
                    onClick={() => void pick(person.account)}
                  >
                    <b>{person.name}</b>
                    <small>
                      {person.organisation.startsWith(person.areaName)
                        ? person.organisation
                        : `${person.organisation} · ${person.areaName}`}
                    </small>
                  </button>
                ))}
              </div>
            </section>
          )
        );
      })}
    </section>
  );
}
