import { DownloadOutlined } from '@ant-design/icons';
import { Button, DatePicker, Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { chosenPost } from '../../../kit/api.ts';
import { AreaSelect } from '../../shared/area-select.tsx';
import { MatterSelect } from '../../shared/matter-select.tsx';
import { useOrganisations } from '../../shared/use-organisations.ts';
import type { IndicatorSearch } from './indicator-search.ts';
import { type Period, type Preset, periodOf, presetOf, presets } from './period.ts';

type Props = { search: IndicatorSearch; period: Period; onChange: (part: Partial<IndicatorSearch>) => void };

/** Period, area, unit and matter; they are the address of the page. */
export function IndicatorFilters({ search, period, onChange }: Props) {
  const { t } = useTranslation();
  const units = useOrganisations();
  const report = new URLSearchParams({ ...period, ...(chosenPost() && { post: chosenPost() as string }) });
  return (
    <search className="ind-filters">
      <Segmented<Preset | ''>
        aria-label={t('ind.period')}
        value={presetOf(period) ?? ''}
        onChange={(preset) => preset && onChange(periodOf(preset))}
        options={presets.map((value) => ({ value, label: t(`ind.${value}`) }))}
      />
      <DatePicker.RangePicker
        aria-label={t('ind.period')}
        allowClear={false}
        value={[dayjs(period.from), dayjs(period.to)]}
        onChange={(days) => {
          const [from, to] = [days?.[0]?.format('YYYY-MM-DD'), days?.[1]?.format('YYYY-MM-DD')];
          if (from && to) onChange({ from, to });
        }}
      />
      <AreaSelect
        className="ind-filter"
        label={t('ind.area')}
        depth={3}
        value={search.within}
        onChange={(within) => onChange({ within })}
      />
      <Select
        className="ind-filter"
        aria-label={t('ind.unit')}
        placeholder={t('ind.unit')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={search.unit ?? null}
        onChange={(unit: string | null) => onChange({ unit: unit ?? undefined })}
        options={units.map((unit) => ({ value: String(unit.id), label: unit.name }))}
      />
      <MatterSelect
        className="ind-filter"
        label={t('ind.matter')}
        value={search.matter}
        onChange={(matter) => onChange({ matter })}
      />
      <span className="frame-space" />
      <Button
        icon={<DownloadOutlined aria-hidden />}
        href={`/api/indicators/street-report.xlsx?${report.toString()}`}
        download
      >
        {t('ind.download')}
      </Button>
    </search>
  );
}
