import { type QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ApiProblem, api, POST_KEY } from './api.ts';
import { switchPushOff } from './calls/push-phone.ts';

export type MyPost = {
  id: number;
  role: string;
  area: string;
  areaName: string;
  organisation: number;
  organisationName: string;
  name: string;
};
export type Me = {
  account: string;
  kind: 'staff' | 'resident';
  name: string;
  phone: string | null;
  homeArea: string | null;
  posts: MyPost[];
  /** The post acted as now. */
  post: number | null;
  permissions: string[];
  sample: boolean;
};

export const ME = ['me'];

/** Who is signed in: `data` is null when nobody is, undefined while it is not known. */
export function useMe(): UseQueryResult<Me | null> {
  return useQuery({ queryKey: ME, queryFn: loadMe, staleTime: 5 * 60_000, retry: 1 });
}

async function loadMe(): Promise<Me | null> {
  try {
    return await api<Me>('GET', '/me');
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    // a post remembered from before may be gone: forget it and ask as oneself
    if (error instanceof ApiProblem && error.status < 500 && localStorage.getItem(POST_KEY) !== null) {
      localStorage.removeItem(POST_KEY);
      return loadMe();
    }
    throw error;
  }
}

/** Acts as another post from now on: everything loaded before belonged to the old one and is asked for again. */
export async function choosePost(post: number, client: QueryClient): Promise<void> {
  localStorage.setItem(POST_KEY, String(post));
  await client.resetQueries();
}

/** Signs out on the server and forgets everything loaded and chosen here. */
export async function signOut(client: QueryClient): Promise<void> {
  // where that fails, whoever signs in here next takes the phone over
  await switchPushOff().catch(() => undefined);
  await api('POST', '/auth/sign-out', {});
  localStorage.removeItem(POST_KEY);
  // the answer to "who am I" stays where the open page watches it; all else goes
  client.setQueryData(ME, null);
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] });
}
