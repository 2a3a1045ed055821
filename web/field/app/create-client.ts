import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ME } from '../../kit/session.ts';
import { isRefusal, statusOf } from '../store/recall.ts';
import { rememberedMe } from './use-signed-in.ts';

/**
 * Queries run with and without network, because they fall back on the phone's memory by themselves. The person last
 * signed in is taken as still signed in until the server says otherwise.
 */
export function createClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    // A sign-in that ran out shows at the first call that it refuses: who is signed in is asked again.
    queryCache: new QueryCache({
      onError: (error) => statusOf(error) === 401 && void client.invalidateQueries({ queryKey: ME }),
    }),
    defaultOptions: {
      queries: { networkMode: 'always', staleTime: 15_000, retry: (count, error) => count < 1 && !isRefusal(error) },
    },
  });
  const me = rememberedMe();
  if (me) client.setQueryData(ME, me, { updatedAt: 0 });
  return client;
}
