import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';

export type Change = <T = unknown>(
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  body?: unknown,
) => Promise<T | undefined>;

/**
 * Sends a change, says that it is saved or why not, and asks again for what it touched.
 * @param touched query keys that are old afterwards
 * @returns change: the answer (an empty one as null), or undefined when it was refused
 */
export function useChange(touched: readonly string[]): { change: Change; busy: boolean } {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const keys = touched.join();
  const change: Change = useCallback(
    async <T>(method: 'POST' | 'PUT' | 'PATCH', path: string, body?: unknown) => {
      setBusy(true);
      try {
        const answer = await api<T>(method, path, body);
        void message.success(t('manage.saved'));
        return (answer ?? null) as T;
      } catch (error) {
        void message.error(describeError(error), 6);
        return undefined;
      } finally {
        setBusy(false);
        await Promise.all(keys.split(',').map((key) => client.invalidateQueries({ queryKey: [key] })));
      }
    },
    [client, keys, message, t],
  );
  return { change, busy };
}
