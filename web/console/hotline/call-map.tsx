import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { AreaMap, type Place } from '../../kit/area-map.tsx';
import { describeError } from '../../kit/describe-error.ts';
import { usePostArea } from '../shared/use-post-area.ts';
import { useShapes } from '../shared/use-shapes.ts';
import type { CallDraft } from './call-draft.ts';

type Located = { area: string; inside: boolean };
type Props = { draft: CallDraft; onChange: (part: Partial<CallDraft>) => void };

/** A click says where it is and so to whom it belongs; the grids of the chosen community are drawn. */
export function CallMap({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const own = usePostArea();
  const within = draft.area !== undefined && draft.area.length >= 9 ? draft.area.slice(0, 12) : own;
  const shapes = useShapes(Math.min(4, within.length / 3), within);
  const pick = async ({ lon, lat }: Place) => {
    onChange({ lon, lat });
    try {
      const { area, inside } = await api<Located>('GET', `/areas/locate?lon=${lon}&lat=${lat}`);
      if (inside && area.startsWith(own)) onChange({ lon, lat, area });
      else void message.warning(t('call.outside'));
    } catch (error) {
      void message.error(describeError(error));
    }
  };
  const placed = draft.lon !== undefined && draft.lat !== undefined;
  return (
    <section className="panel panel-body" aria-labelledby="call-map">
      <h2 id="call-map" className="panel-title">
        {t('call.map')}
      </h2>
      <AreaMap
        shapes={shapes}
        selected={draft.area}
        picked={placed ? { lon: draft.lon as number, lat: draft.lat as number } : null}
        onPick={(place) => void pick(place)}
        height="320px"
        label={t('desk.asMap')}
      />
    </section>
  );
}
