import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import { OWN_DEVICES } from './use-own-devices.ts';

/** Says yes or no to being called for a device; no ends it later, too. */
export function useAnswerDevice(device: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (yes: boolean) => api('POST', `/devices/own/${device}`, { yes }),
    onSettled: () => client.invalidateQueries({ queryKey: OWN_DEVICES }),
  });
}
