import { FilterOutlined, LinkOutlined } from '@ant-design/icons';
import { App, Badge, Button, Popover, Select, Tag } from 'antd';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { AreaSelect } from '../shared/area-select.tsx';
import { MatterSelect } from '../shared/matter-select.tsx';
import { countFilters, type DeskSearch, type FilterKey, orderOf } from './desk-search.ts';
import { MoreFilters } from './more-filters.tsx';
import { SearchBox } from './search-box.tsx';

type Props = {
  search: DeskSearch;
  onChange: (change: DeskSearch) => void;
  searchRef: RefObject<HTMLInputElement | null>;
};
/** Filters of the popover; their number shows on its button. */
const hidden: FilterKey[] = ['stage', 'unit', 'source', 'from', 'mark', 'open'];

/** The filters of the desk. What they say is the address, so there is nothing to apply or to save. */
export function FilterBar({ search, onChange, searchRef }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const copy = () =>
    void navigator.clipboard.writeText(window.location.href).then(() => message.success(t('desk.copied')));
  return (
    <search className="filter-bar">
      <SearchBox value={search.q ?? ''} onChange={(q) => onChange({ q: q || undefined })} inputRef={searchRef} />
      <AreaSelect
        value={search.area}
        onChange={(area) => onChange({ area })}
        label={t('desk.filterArea')}
        className="filter-area"
      />
      <MatterSelect
        value={search.matter}
        onChange={(matter) => onChange({ matter })}
        label={t('desk.filterMatter')}
        className="filter-matter"
      />
      <Select
        className="filter-small"
        aria-label={t('desk.filterUrgency')}
        placeholder={t('desk.filterUrgency')}
        allowClear
        value={search.urgency ?? null}
        onChange={(urgency) => onChange({ urgency: urgency ?? undefined })}
        options={['critical', 'urgent', 'normal'].map((value) => ({ value, label: t(`urgency.${value}`) }))}
      />
      <Popover trigger="click" placement="bottomLeft" content={<MoreFilters search={search} onChange={onChange} />}>
        <Badge count={hidden.filter((key) => search[key] !== undefined).length} size="small" color="blue">
          <Button icon={<FilterOutlined aria-hidden />}>{t('desk.filter')}</Button>
        </Badge>
      </Popover>
      <Select
        className="filter-sort"
        aria-label={t('desk.sort')}
        value={orderOf(search)}
        onChange={(sort) => onChange({ sort })}
        options={[
          { value: 'due', label: t('desk.sortDue') },
          { value: 'opened', label: t('desk.sortOpened') },
        ]}
      />
      {search.fact && (
        <Tag closable color="blue" onClose={() => onChange({ fact: undefined, exact: undefined })}>
          {t('fact.shown', { fact: t(`fact.${search.fact}`, { defaultValue: search.fact }) })}
        </Tag>
      )}
      {countFilters(search) > 0 && (
        <Button type="link" onClick={() => onChange(noFilters)}>
          {t('desk.clear')}
        </Button>
      )}
      <Button
        type="text"
        icon={<LinkOutlined aria-hidden />}
        onClick={copy}
        aria-label={t('desk.copy')}
        title={t('desk.copy')}
      />
    </search>
  );
}

const noFilters: DeskSearch = {
  state: undefined,
  stage: undefined,
  matter: undefined,
  area: undefined,
  unit: undefined,
  urgency: undefined,
  source: undefined,
  from: undefined,
  to: undefined,
  due: undefined,
  mark: undefined,
  q: undefined,
  open: undefined,
  fact: undefined,
  exact: undefined,
};
