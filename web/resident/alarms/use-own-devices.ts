import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { Text } from '../../kit/text.ts';

/** A device for which the resident is called (`GET /api/devices/own`). */
export type OwnDevice = {
  id: number;
  name: string;
  profileName: Text;
  place: string | null;
  role: 'household' | 'building_head';
  /** The resident said yes; until then nothing more is told of it. */
  confirmed: boolean;
  link: 'online' | 'offline' | 'unknown';
  heardAt: string | null;
  /** Percent. */
  battery: number | null;
  /** Active now. */
  alarms: Text[];
};

export const OWN_DEVICES = ['own-devices'];

/** Devices at home, and in the building that one looks after. */
export function useOwnDevices() {
  return useQuery({
    queryKey: OWN_DEVICES,
    queryFn: () => api<{ rows: OwnDevice[] }>('GET', '/devices/own').then(({ rows }) => rows),
  });
}
