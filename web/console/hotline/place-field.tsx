import { AutoComplete } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AreaSelect } from '../shared/area-select.tsx';
import { nameArea, nameAreaPath } from '../shared/area-tree.ts';
import { useAreas } from '../shared/use-areas.ts';
import { usePostArea } from '../shared/use-post-area.ts';
import type { CallDraft } from './call-draft.ts';
import { matchAreas } from './match-areas.ts';

type Props = { draft: CallDraft; onChange: (part: Partial<CallDraft>) => void };

/**
 * The address as it is said. While one types, the communities and streets it names are offered; choosing one says
 * where the case belongs and keeps the words. The area may also be picked from the tree or by the map.
 */
export function PlaceField({ draft, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const areas = useAreas();
  const root = usePostArea();
  const english = i18n.language === 'en';
  const found = useMemo(() => matchAreas(areas, draft.place, root), [areas, draft.place, root]);
  return (
    <>
      <AutoComplete
        id="call-place"
        placeholder={t('call.placeHint')}
        value={draft.place}
        onChange={(place: string) => onChange({ place: place.slice(0, 300) })}
        onSelect={(_: string, option: { code: string; label: string }) => {
          const said = draft.place.trim();
          const name = areas.find((area) => area.code === option.code);
          const words = name !== undefined && said.length < name.name.length ? nameArea(name, english) : said;
          onChange({ place: words, area: option.code, lon: undefined, lat: undefined });
        }}
        options={found.map((area) => ({
          value: area.code,
          code: area.code,
          label: nameAreaPath(areas, area.code, english),
        }))}
      />
      <AreaSelect
        className="call-area"
        label={t('call.area')}
        value={draft.area}
        onChange={(area) => onChange({ area, lon: undefined, lat: undefined })}
      />
    </>
  );
}
