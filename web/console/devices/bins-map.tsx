import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AreaMap, type MapPoint } from '../../kit/area-map.tsx';
import { usePostArea } from '../shared/use-post-area.ts';
import { useShapes } from '../shared/use-shapes.ts';
import type { Bin, BinPlan } from './bins-types.ts';
import { type Urgency, urgencyOf } from './bins-urgency.ts';

const TONE: Record<Urgency, NonNullable<MapPoint['tone']>> = {
  now: 'late',
  day: 'soon',
  soon: 'normal',
  later: 'normal',
};

/** Bins by how soon they are full, the round as a line, its order as numbers; a click opens the bin. */
export function BinsMap({
  bins,
  plan,
  within,
}: {
  bins: Bin[];
  plan: BinPlan | undefined;
  within: string | undefined;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const own = usePostArea();
  const area = within ?? own;
  const shapes = useShapes(Math.min(4, area.length / 3), area.length > 12 ? area.slice(0, 12) : area);
  const many = (plan?.rounds.length ?? 0) > 1;
  const order = useMemo(
    () =>
      new Map(
        plan?.rounds.flatMap(({ stops }, lorry) =>
          stops.map(({ id }, i) => [id, many ? `${lorry + 1}-${i + 1}` : String(i + 1)]),
        ),
      ),
    [plan, many],
  );
  const points = useMemo(
    () =>
      // those that can wait are drawn first, so that they hide none that cannot
      bins.toReversed().flatMap((bin): MapPoint[] => {
        const label = order.get(bin.id);
        if (bin.lon === null || bin.lat === null) return [];
        return [
          {
            id: String(bin.id),
            lon: bin.lon,
            lat: bin.lat,
            tone: TONE[urgencyOf(bin, Date.now())],
            ...(label && { label }),
          },
        ];
      }),
    [bins, order],
  );
  const ways = useMemo(() => {
    const at = new Map(points.map(({ id, lon, lat }) => [Number(id), { lon, lat }]));
    return plan?.rounds.map(({ stops }) => stops.flatMap(({ id }) => at.get(id) ?? []));
  }, [plan, points]);
  return (
    <>
      <AreaMap
        shapes={shapes}
        points={points}
        ways={ways}
        selected={within}
        onPoint={(id) => void navigate({ to: '/devices/list/$id', params: { id } })}
        height="min(62vh, 640px)"
        label={t('bn.map')}
      />
      <p className="quiet">{t('bn.mapKey')}</p>
    </>
  );
}
