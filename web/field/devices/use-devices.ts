import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { Worker } from '../app/worker.ts';
import { recall } from '../store/recall.ts';
import type { DeviceAlarm, DevicePage, DeviceRow } from './device-types.ts';

/** First part of the key of all that is asked about devices: a live event renews it. */
export const DEVICES = 'devices';
const MOST = 200;

/** Devices of the worker's area; remembered for dead spots. */
export function useDevices(worker: Worker) {
  return useQuery({
    queryKey: [DEVICES, worker.memory],
    queryFn: () =>
      recall(`${worker.memory}/devices`, () =>
        api<{ rows: DeviceRow[] }>('GET', `/devices?limit=${MOST}`).then(({ rows }) => rows),
      ),
  });
}

/** Devices whose code, name or place holds the words, wherever in sight. */
export async function searchDevices(words: string): Promise<DeviceRow[]> {
  const { rows } = await api<{ rows: DeviceRow[] }>('GET', `/devices?limit=30&q=${encodeURIComponent(words)}`);
  return rows;
}

/** One device with what it said last. @param everyMs how often to look again, for a test */
export function useDevice(worker: Worker, id: number, everyMs?: number) {
  return useQuery({
    queryKey: [DEVICES, worker.memory, id],
    queryFn: () => recall(`${worker.memory}/device/${id}`, () => api<DevicePage>('GET', `/devices/${id}`)),
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
  });
}

/** Its newest alarms. */
export function useDeviceAlarms(worker: Worker, id: number) {
  return useQuery({
    queryKey: [DEVICES, worker.memory, id, 'alarms'],
    queryFn: () =>
      recall(`${worker.memory}/device/${id}/alarms`, () =>
        api<{ rows: DeviceAlarm[] }>('GET', `/devices/alarms?device=${id}&limit=10`).then(({ rows }) => rows),
      ),
  });
}
