import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Area, useAreas } from './use-areas.ts';

/** Street, then community. @param value 12 digits of a community, or null */
export function CommunityPicker({
  value,
  onChange,
}: {
  value: string | null;
  onChange: (code: string | null) => void;
}) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const areas = useAreas();
  const [street, setStreet] = useState(value?.slice(0, 9) ?? '');
  const at = (level: number, within: string) =>
    areas.filter((area) => area.level === level && area.code.startsWith(within));
  const name = (area: Area) => (i18n.language === 'en' && area.nameEn ? area.nameEn : area.name);
  const options = (list: Area[]) =>
    list.map((area) => (
      <option key={area.code} value={area.code}>
        {name(area)}
      </option>
    ));
  return (
    <>
      <label className="r-label" htmlFor={`${id}-street`}>
        {t('area.street')}
      </label>
      <select
        id={`${id}-street`}
        value={street}
        onChange={(event) => {
          setStreet(event.target.value);
          onChange(null);
        }}
      >
        <option value="">{t('kit.form.choose')}</option>
        {options(at(2, ''))}
      </select>
      <label className="r-label" htmlFor={`${id}-community`}>
        {t('area.community')}
      </label>
      <select
        id={`${id}-community`}
        value={value ?? ''}
        disabled={street === ''}
        onChange={(event) => onChange(event.target.value || null)}
      >
        <option value="">{t('kit.form.choose')}</option>
        {street !== '' && options(at(3, street))}
      </select>
    </>
  );
}
