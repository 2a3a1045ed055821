import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { addTexts } from '../manage/add-texts.ts';
import { fleetTexts } from './fleet-texts.ts';
import { ISSUE_KINDS } from './fleet-types.ts';

addTexts(fleetTexts);

type Props = { search: Record<string, string>; onChange: (part: Record<string, string>) => void };

/** Conditions that only the page of the fleet sets, each with a cross that takes it away. */
export function FleetConditions({ search, onChange }: Props) {
  const { t } = useTranslation();
  const kind = ISSUE_KINDS.find((one) => one === search.issue);
  const [maker = '', model = ''] = (search.model ?? '').split('/');
  const issue = search.issue && (kind ? t('fl.filterIssue', { kind: t(`fl.kind.${kind}`) }) : t('fl.filterAny'));
  return (
    <>
      {issue && (
        <Tag closable onClose={() => onChange({ issue: '' })}>
          {issue}
        </Tag>
      )}
      {search.model !== undefined && (
        <Tag closable onClose={() => onChange({ model: '' })}>
          {t('fl.filterModel', { model: `${maker} ${model}`.trim() || t('fl.noModel') })}
        </Tag>
      )}
    </>
  );
}
