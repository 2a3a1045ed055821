import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { AreaMap } from '../../kit/area-map.tsx';
import type { Call } from '../../kit/calls/call-types.ts';
import { CallWatch } from '../../kit/calls/call-watch.tsx';
import { usePush } from '../../kit/calls/use-push.ts';
import { useCommunities } from '../report/use-communities.ts';
import { OWN_DEVICES } from './use-own-devices.ts';

/** Calls for danger to life over every page; who has seen one goes on to the page of their alarms. */
export function LiveCalls() {
  const client = useQueryClient();
  const navigate = useNavigate();
  usePush('resident', (to) => void navigate({ to }));
  return (
    <CallWatch
      map={(call) => call.lon !== null && call.lat !== null && <Place call={call} />}
      onSeen={() => void navigate({ to: '/alarms' })}
      onEvent={() => void client.invalidateQueries({ queryKey: OWN_DEVICES })}
    />
  );
}

/** About 250 m to each side. */
const NEAR = 0.0025;

function Place({ call }: { call: Call }) {
  const shapes = useCommunities();
  const { lon, lat } = call;
  if (lon === null || lat === null) return null;
  return (
    <AreaMap
      height="180px"
      shapes={shapes}
      picked={{ lon, lat }}
      view={[lon - NEAR, lat - NEAR, lon + NEAR, lat + NEAR]}
    />
  );
}
