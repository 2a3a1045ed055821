import { useQuery } from '@tanstack/react-query';
import { api } from '../../../kit/api.ts';
import type { PostRow } from './grow-post-tree.ts';

const none: PostRow[] = [];

/** All posts with holders; empty until they are there. */
export function useAllPosts(): PostRow[] {
  const { data } = useQuery({ queryKey: ['posts'], queryFn: () => api<PostRow[]>('GET', '/posts'), staleTime: 60_000 });
  return data ?? none;
}
