import { DatePicker, Form, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { useOrganisations } from '../shared/use-organisations.ts';
import { useProcedures } from '../shared/use-procedures.ts';
import type { DeskSearch } from './desk-search.ts';

const sources = ['resident', 'patrol', 'hotline', 'video', 'drone', 'device', 'superior', 'department', 'police'];
const marks = ['supervised', 'instructed', 'urged', 'pinned', 'escalated', 'extended', 'legacy'];

/** The filters one needs now and then. */
export function MoreFilters({ search, onChange }: { search: DeskSearch; onChange: (change: DeskSearch) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { stages, states } = useProcedures();
  const organisations = useOrganisations();
  const pick = (map: Map<string, { zh: string; en: string }>) =>
    [...map].map(([value, name]) => ({ value, label: text(name) }));
  return (
    <Form layout="vertical" className="more-filters">
      <Form.Item label={t('desk.filterState')}>
        <Select
          mode="multiple"
          allowClear
          aria-label={t('desk.filterState')}
          value={search.state?.split(',') ?? []}
          onChange={(values: string[]) => onChange({ state: values.join(',') || undefined })}
          options={pick(states)}
          optionFilterProp="label"
        />
      </Form.Item>
      <Form.Item label={t('desk.filterStage')}>
        <Select
          allowClear
          aria-label={t('desk.filterStage')}
          value={search.stage ?? null}
          onChange={(stage) => onChange({ stage: stage ?? undefined })}
          options={pick(stages)}
        />
      </Form.Item>
      <Form.Item label={t('desk.filterUnit')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('desk.filterUnit')}
          value={search.unit ?? null}
          onChange={(unit) => onChange({ unit: unit ?? undefined })}
          options={organisations.map((unit) => ({ value: String(unit.id), label: unit.name }))}
        />
      </Form.Item>
      <Form.Item label={t('desk.filterSource')}>
        <Select
          allowClear
          aria-label={t('desk.filterSource')}
          value={search.source ?? null}
          onChange={(source) => onChange({ source: source ?? undefined })}
          options={sources.map((value) => ({ value, label: t(`source.${value}`) }))}
        />
      </Form.Item>
      <Form.Item label={t('desk.filterMark')}>
        <Select
          allowClear
          aria-label={t('desk.filterMark')}
          value={search.mark ?? null}
          onChange={(mark) => onChange({ mark: mark ?? undefined })}
          options={marks.map((value) => ({ value, label: t(`mark.${value}`) }))}
        />
      </Form.Item>
      <Form.Item label={t('desk.filterOpen')}>
        <Select
          aria-label={t('desk.filterOpen')}
          value={search.open ?? 'true'}
          onChange={(open) => onChange({ open: open === 'true' ? undefined : open })}
          options={[
            { value: 'true', label: t('desk.onlyOpen') },
            { value: 'false', label: t('desk.onlyClosed') },
            { value: 'all', label: t('desk.openAndClosed') },
          ]}
        />
      </Form.Item>
      <Form.Item label={t('desk.filterPeriod')} className="more-filters-wide">
        <DatePicker.RangePicker
          aria-label={t('desk.filterPeriod')}
          value={[search.from ? dayjs(search.from) : null, search.to ? dayjs(search.to) : null]}
          onChange={(days) => onChange({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })}
        />
      </Form.Item>
    </Form>
  );
}
