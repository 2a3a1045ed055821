import { useQuery } from '@tanstack/react-query';
import { ApiProblem, api, chosenPost } from '../../../kit/api.ts';
import type { DeviceUpdates, Package, Rollout, RolloutDevice, RolloutRow, Targets } from './rollout-types.ts';

const LOOK_MS = 2_000;
const isOver = (state: string | undefined) => state === 'done' || state === 'rolled_back';

/** Packages within sight, newest first. */
export const usePackages = () =>
  useQuery({ queryKey: ['rollouts', 'packages'], queryFn: () => api<Package[]>('GET', '/devices/packages') });

/** Rollouts within sight, newest first; looked at again while one is under way. */
export const useRollouts = () =>
  useQuery({
    queryKey: ['rollouts', 'list'],
    queryFn: () => api<RolloutRow[]>('GET', '/devices/rollouts'),
    refetchInterval: ({ state }) => (state.data?.every((one) => isOver(one.state)) ? false : LOOK_MS * 2),
  });

/** One rollout, live. */
export const useRollout = (id: number) =>
  useQuery({
    queryKey: ['rollouts', 'one', id],
    queryFn: () => api<Rollout>('GET', `/devices/rollouts/${id}`),
    refetchInterval: ({ state }) => (isOver(state.data?.state) ? false : LOOK_MS),
  });

/** Devices of a rollout in one phase. */
export const useRolloutDevices = (id: number, phase: string, live: boolean) =>
  useQuery({
    queryKey: ['rollouts', 'devices', id, phase],
    queryFn: () => api<RolloutDevice[]>('GET', `/devices/rollouts/${id}/devices?phase=${phase}`),
    refetchInterval: live ? LOOK_MS * 2 : false,
  });

export type Aim = { package: number; area: string; model?: string; fromVersion?: string };

/** How many devices a rollout would reach. */
export const useTargets = (aim: Aim) => {
  const query = new URLSearchParams(Object.entries(aim).map(([key, value]) => [key, String(value)])).toString();
  return useQuery({
    queryKey: ['rollouts', 'targets', query],
    queryFn: () => api<Targets>('GET', `/devices/rollouts/targets?${query}`),
    placeholderData: (before: Targets | undefined) => before,
    refetchInterval: 10_000,
  });
};

/** What is installed in a device, and its updates. */
export const useDeviceUpdates = (id: number) =>
  useQuery({
    queryKey: ['rollouts', 'device', id],
    queryFn: () => api<DeviceUpdates>('GET', `/devices/${id}/updates`),
    refetchInterval: 10_000,
  });

/**
 * Sends a file and tells how much of it has gone; `fetch` cannot say.
 * @param path below /api
 * @param onPart 0 to 1
 * @throws ApiProblem when the server refuses, TypeError when it cannot be reached
 */
export function sendWithProgress<T>(path: string, file: File, onPart: (part: number) => void): Promise<T> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api${path}`);
    const post = chosenPost();
    if (post !== null) request.setRequestHeader('gewu-post', post);
    request.upload.onprogress = ({ loaded, total }) => onPart(total > 0 ? loaded / total : 0);
    request.onerror = () => fail(new TypeError('offline'));
    request.onload = () => {
      const answer = JSON.parse(request.responseText || '{}') as Record<string, unknown>;
      if (request.status < 300) done(answer as T);
      else fail(new ApiProblem(request.status, answer));
    };
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}
