import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { useProfiles } from './use-devices.ts';

type Props = {
  search: { called?: string; profile?: string; days?: string; type?: string; device?: string };
  onClear: () => void;
};

/** The conditions of the alarm board that a number elsewhere brought along, and the way to drop them. */
export function BoardConditions({ search: { called, profile, days, type, device }, onClear }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { data: profiles } = useProfiles();
  if (!called && !profile && !days && !type && !device) return null;
  const kind = profiles?.find(({ key }) => key === profile)?.name;
  return (
    <span className="rc-conditions">
      {called && <Tag>{t(`rc.filter.${called}`)}</Tag>}
      {profile && <Tag>{kind ? text(kind) : profile}</Tag>}
      {type && <Tag>{type}</Tag>}
      {device && <Tag>{t('tr.oneDevice', { name: device })}</Tag>}
      {days && <Tag>{t('rc.filter.days', { n: days })}</Tag>}
      <button type="button" className="link-button" onClick={onClear}>
        {t('rc.filter.clear')}
      </button>
    </span>
  );
}
