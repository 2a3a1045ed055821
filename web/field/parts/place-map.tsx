import { AreaMap } from '../../kit/area-map.tsx';
import { useWorker } from '../app/worker.ts';
import { useShapes } from '../queries/use-catalogue.ts';

type Props = {
  lon: number | undefined;
  lat: number | undefined;
  onPick?: (place: { lon: number; lat: number }) => void;
  /** CSS height; 320px when not given. */
  height?: string;
};

/** About 250 m to each side: the next corner is on the map, the next community is not. */
const NEAR = 0.0025;

/** The place of one case on the grids around it; with `onPick` a tap moves the pin. */
export function PlaceMap({ lon, lat, onPick, height = '320px' }: Props) {
  const worker = useWorker();
  const shapes = useShapes(worker).data?.value;
  const picked = lon === undefined || lat === undefined ? undefined : { lon, lat };
  return (
    <AreaMap
      height={height}
      shapes={shapes}
      selected={worker.post?.area}
      picked={picked}
      view={picked && [picked.lon - NEAR, picked.lat - NEAR, picked.lon + NEAR, picked.lat + NEAR]}
      onPick={onPick}
    />
  );
}
