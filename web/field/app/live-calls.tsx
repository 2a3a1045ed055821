import { useQueryClient } from '@tanstack/react-query';
import { CallWatch } from '../../kit/calls/call-watch.tsx';
import { usePush } from '../../kit/calls/use-push.ts';
import { DEVICES } from '../devices/use-devices.ts';
import { type FieldPath, useGo } from '../parts/field-link.tsx';
import { PlaceMap } from '../parts/place-map.tsx';

/** Calls for danger to life over every page; who has seen one goes on to its case. Notices lead to their page. */
export function LiveCalls() {
  const client = useQueryClient();
  const go = useGo();
  usePush('field', (path) => go(path as FieldPath));
  return (
    <CallWatch
      map={({ lon, lat }) => lon !== null && lat !== null && <PlaceMap lon={lon} lat={lat} height="180px" />}
      onSeen={(call) => go(call.case ? `/case/${call.case}` : `/devices/${call.device}`)}
      onEvent={() => void client.invalidateQueries({ queryKey: [DEVICES] })}
    />
  );
}
