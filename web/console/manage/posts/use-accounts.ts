import { useQuery } from '@tanstack/react-query';
import { api } from '../../../kit/api.ts';

export type Account = {
  account: string;
  name: string;
  closed: boolean;
  posts: { id: number; name: string; areaName: string }[];
};
const none: Account[] = [];

/** Staff whose name holds what was typed; at most a hundred. */
export function useAccounts(find: string): { accounts: Account[]; loading: boolean } {
  const { data, isFetching } = useQuery({
    queryKey: ['accounts', find],
    queryFn: () => api<Account[]>('GET', `/accounts?q=${encodeURIComponent(find)}`),
    placeholderData: (before) => before,
  });
  return { accounts: data ?? none, loading: isFetching };
}
