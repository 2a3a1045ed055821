import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../../kit/api.ts';
import { ME } from '../../kit/session.ts';

/** Loads and keeps what the server says. A session that ended shows the sign-in page, whichever call noticed it. */
export function createResidentQuery(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ApiProblem && error.status === 401) client.setQueryData(ME, null);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 20_000,
        retry: (count, error) => count < 2 && !(error instanceof ApiProblem && error.status < 500),
      },
    },
  });
  return client;
}
