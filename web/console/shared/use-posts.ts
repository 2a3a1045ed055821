import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { TargetPost } from '../case/group-targets.ts';

const none: TargetPost[] = [];

/** All posts one may give work to, with who holds them and who is on duty now. */
export function useTargetPosts(enabled = true): { posts: TargetPost[]; loading: boolean } {
  const { data, isLoading } = useQuery({
    queryKey: ['posts'],
    queryFn: () => api<TargetPost[]>('GET', '/posts'),
    staleTime: 60_000,
    enabled,
  });
  return { posts: data ?? none, loading: isLoading };
}
