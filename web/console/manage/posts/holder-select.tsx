import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../../shared/use-delayed.ts';
import { useAccounts } from './use-accounts.ts';

export type Holder = { account: string; name: string };
type Props = { id: string; value: Holder[]; onChange: (holders: Holder[]) => void };

/** Picks people by typing their names; the posts they hold already tell namesakes apart. */
export function HolderSelect({ id, value, onChange }: Props) {
  const { t } = useTranslation();
  const [find, setFind] = useState('');
  const { accounts, loading } = useAccounts(useDelayed(find, 250));
  return (
    <Select
      id={id}
      mode="multiple"
      aria-label={t('posts.holders')}
      loading={loading}
      labelInValue
      showSearch={{ filterOption: false, searchValue: find, onSearch: setFind }}
      value={value.map((one) => ({ value: one.account, label: one.name }))}
      onChange={(chosen: { value: string; label: string }[]) =>
        onChange(chosen.map((one) => ({ account: one.value, name: nameOf(one, accounts) })))
      }
      options={accounts
        .filter((one) => !one.closed)
        .map((one) => ({
          value: one.account,
          label: one.name,
          held: one.posts.map((post) => `${post.areaName} ${post.name}`).join('、'),
        }))}
      optionRender={({ data }) => (
        <span className="option-two">
          <span>{data.label}</span>
          <small>{data.held}</small>
        </span>
      )}
    />
  );
}

function nameOf(chosen: { value: string; label: string }, accounts: Holder[]): string {
  return accounts.find((one) => one.account === chosen.value)?.name ?? chosen.label;
}
