import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import type { BatchDetail, Crs } from './import-types.ts';

type Props = { batch: BatchDetail; busy: boolean; onRun: (mapping: Record<string, string>, crs: Crs) => void };

/** Which column is what, with a sample of each; proposed from the names of the columns or from the last time. */
export function ColumnMapping({ batch, busy, onRun }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const [mapping, setMapping] = useState(batch.mapping);
  const [crs, setCrs] = useState<Crs>(batch.crs);
  const samples = new Map(batch.columns.map((column) => [column.name, column.sample]));
  const missing = batch.fields.find((field) => field.required && mapping[field.key] === undefined);
  const set = (key: string, column: string | undefined) => {
    const { [key]: _old, ...rest } = mapping;
    setMapping(column === undefined ? rest : { ...rest, [key]: column });
  };
  return (
    <>
      <h3 className="sub-title">{t('import.columns')}</h3>
      <p className="quiet">{t('import.columnsLead')}</p>
      <table className="plain-table mapping-table">
        <thead>
          <tr>
            <th scope="col">{t('import.field')}</th>
            <th scope="col">{t('import.column')}</th>
            <th scope="col">{t('import.sample')}</th>
          </tr>
        </thead>
        <tbody>
          {batch.fields.map((field) => (
            <tr key={field.key}>
              <th scope="row">
                {text(field.name)}
                {field.required && <span className="late"> *</span>}
              </th>
              <td>
                <Select
                  className="column-select"
                  aria-label={text(field.name)}
                  allowClear
                  showSearch
                  placeholder={t('import.none')}
                  value={mapping[field.key] ?? null}
                  onChange={(column: string | null) => set(field.key, column ?? undefined)}
                  options={batch.columns.map((column) => ({ value: column.name, label: column.name }))}
                />
              </td>
              <td className="quiet clip column-sample">{samples.get(mapping[field.key] ?? '') ?? ''}</td>
            </tr>
          ))}
          {mapping.lon !== undefined && (
            <tr>
              <th scope="row">{t('import.crs')}</th>
              <td colSpan={2}>
                <Select<Crs>
                  className="column-select"
                  aria-label={t('import.crs')}
                  value={crs}
                  onChange={setCrs}
                  options={(['wgs84', 'gcj02', 'bd09'] as const).map((value) => ({ value, label: t(`crs.${value}`) }))}
                />
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <div className="batch-acts case-head-line">
        <Button type="primary" disabled={missing !== undefined} loading={busy} onClick={() => onRun(mapping, crs)}>
          {t('import.run', { count: batch.total })}
        </Button>
        {missing !== undefined && <span className="late">{t('import.missing', { field: text(missing.name) })}</span>}
      </div>
    </>
  );
}
