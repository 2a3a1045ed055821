import { Alert, Button, Segmented, Select, Spin } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { BatteryList } from './battery-list.tsx';
import { ISSUE_KINDS } from './fleet-types.ts';
import { IssueList } from './issue-list.tsx';
import { useBatteries, useIssues } from './use-fleet.ts';

type Search = Record<string, string>;
/** Batteries are listed that will be empty within so many days. */
const daysIn = ({ left }: Search): string => (left && /^[1-9]\d{0,2}$/.test(left) ? left : '30');

/** The steps of the picture: a number of it opens just the batteries that it counts. */
const STEPS = ['7', '30', '90', '180'];
const titleOf = (search: Search, t: TFunction): string => {
  if (search.list !== 'batteries') return t('fl.list.issues');
  return search.left && STEPS.includes(search.left)
    ? t('fl.batteriesOf', { span: t(`fl.left.${search.left}`) })
    : t('fl.batteriesIn', { days: daysIn(search) });
};

type Props = { search: Search; onChange: (part: Search) => void };

/** The issues and the batteries behind the pictures; which of them is part of the address. */
export function FleetLists({ search, onChange }: Props) {
  const { t } = useTranslation();
  const batteries = search.list === 'batteries';
  return (
    <section className="panel panel-body" aria-labelledby="fl-lists" id="fl-list">
      <h2 id="fl-lists" className="panel-title">
        {titleOf(search, t)}
      </h2>
      <div className="fl-choice">
        <Segmented
          aria-label={t('fl.lists')}
          value={batteries ? 'batteries' : 'issues'}
          onChange={(list) => onChange({ list: list === 'batteries' ? list : '', left: '' })}
          options={(['issues', 'batteries'] as const).map((value) => ({ value, label: t(`fl.list.${value}`) }))}
        />
        {!batteries && (
          <>
            <Segmented
              aria-label={t('fl.list.issues')}
              value={search.state === 'healed' ? 'healed' : 'open'}
              onChange={(state) => onChange({ state: state === 'healed' ? state : '' })}
              options={(['open', 'healed'] as const).map((value) => ({ value, label: t(`fl.state.${value}`) }))}
            />
            <Select
              allowClear
              aria-label={t('fl.kind')}
              placeholder={t('fl.kind')}
              className="dv-select"
              value={search.kind}
              onChange={(kind?: string) => onChange({ kind: kind ?? '' })}
              options={ISSUE_KINDS.map((value) => ({ value, label: t(`fl.kind.${value}`) }))}
            />
          </>
        )}
      </div>
      {batteries ? <Batteries search={search} /> : <Issues search={search} />}
    </section>
  );
}

function Issues({ search }: { search: Search }) {
  const { t } = useTranslation();
  const state = search.state === 'healed' ? 'healed' : 'open';
  const { within, profile, kind } = search;
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useIssues({ within, profile, kind, state });
  const rows = data?.pages.flatMap((page) => page.rows);
  if (error) return <Alert type="warning" showIcon title={describeError(error)} />;
  if (!rows) return <Spin className="rs-wait" />;
  if (rows.length === 0) return <p className="quiet al-none">{t(`fl.none.${state}`)}</p>;
  return (
    <>
      <IssueList rows={rows} />
      {hasNextPage && (
        <div className="rs-end">
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('fl.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function Batteries({ search }: { search: Search }) {
  const { t } = useTranslation();
  const { within, profile } = search;
  const step = STEPS.indexOf(daysIn(search));
  const over = search.left && step >= 0 ? (STEPS[step - 1] ?? '0') : undefined;
  const { data, error } = useBatteries({ within, profile, days: daysIn(search), over, limit: '500' });
  if (error) return <Alert type="warning" showIcon title={describeError(error)} />;
  if (!data) return <Spin className="rs-wait" />;
  return data.length === 0 ? <p className="quiet al-none">{t('fl.none.batteries')}</p> : <BatteryList rows={data} />;
}
